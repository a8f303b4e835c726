-- At most one prompt of an id waits or runs. Of those of one id that are there already, all but the first get
-- keys of their own, under which they run as before.
update queue_entry set id = id || '#' || cast(seq as varchar(20))
  where exists (select 1 from queue_entry first where first.id = queue_entry.id and first.seq < queue_entry.seq);

drop index queue_entry_id;
create unique index queue_entry_id on queue_entry (id);
