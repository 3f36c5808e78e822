-- Digests with their pictures.

alter table digest add column picture text references file (hash);  -- its chart; none where few areas lie below
create index digest_by_picture on digest (picture) where picture is not null;
