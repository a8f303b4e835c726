-- What the servers of one PostgreSQL database tell each other; a file of H2 has one server, which leaves these empty.

-- Somebody asked for the running prompt to end, perhaps at another server.
alter table queue_entry add column interrupted boolean default false not null;

-- Who is told messages: a client that is connected or was of late ('=' and its key), or everybody ('*'). server is where
-- the client is connected; last is the number of the latest message and prior that of the one before its batch;
-- read_to is how far the client has certainly read.
create table message_address (
  address ${text} primary key,
  last bigint not null,
  prior bigint not null,
  read_to bigint not null,
  server varchar(36),
  seen_at bigint not null
);
insert into message_address values ('*', 0, 0, 0, null, 0);

-- The messages of the last minutes, for other servers and for clients that come back to another one. A crash of the
-- database may empty it.
create ${unlogged} table recent_message (
  address ${text} not null,
  number bigint not null,
  subject ${text},
  final boolean not null,
  told_at bigint not null,
  body ${bytes} not null,
  primary key (address, number)
);
create index recent_message_subject on recent_message (address, subject);
create index recent_message_told on recent_message (told_at);
