-- Who asked for each prompt: '' is anyone, as whoever asked for those that are there already.
alter table queue_entry add column requester ${text} default '' not null;
alter table history_entry add column requester ${text} default '' not null;
