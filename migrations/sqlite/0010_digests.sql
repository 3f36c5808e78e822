-- Digests with their pictures.

alter table digest add column picture text references file (hash);  -- its chart; none where few areas lie below
create index digest_by_picture on digest (picture) where picture is not null;

-- Who earned most on a day is read of a city's whole day at once: from the index alone.
drop index points_entry_by_day;
create index points_entry_by_day on points_entry (day, person_id, area_id, deed, amount);

-- The same of who signed up on a day.
drop index person_by_joining;
create index person_by_joining on person (joined_at, joined_area) where joined_at is not null;
