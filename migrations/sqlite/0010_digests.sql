-- Digests with their pictures.

alter table digest add column picture text;  -- the file of its chart; none where few areas lie below
