-- Points: what corrects what, totals by period, places, versions of the rules.
--
-- What people typed stands, besides what the former steps list, in points_entry.note.

alter table points_entry add column team_id integer references team (id);         -- the sender's there, in whose total it is
alter table points_entry add column corrects integer references points_entry (id); -- the entry that it takes back or makes up
alter table points_entry add column mark text;                                     -- short, rehearsal: see features::points
update points_entry set mark = case note when 'short' then 'short:1' else note end, note = null where note in ('short', 'rehearsal');
update points_entry set corrects = cast(substr(key, 11) as integer) where mark = 'rehearsal';
update points_entry set corrects = (select max(e.id) from points_entry e
                                    where e.deed = points_entry.deed and e.reference = points_entry.reference
                                      and e.person_id = points_entry.person_id and e.id < points_entry.id)
    where corrects is null;
create index points_entry_by_correction on points_entry (corrects) where corrects is not null;
create index points_entry_by_area on points_entry (area_id, day);
create index points_entry_by_team on points_entry (team_id, day) where team_id is not null;
create index points_entry_by_giver on points_entry (by_id, day) where by_id is not null;
drop index points_entry_by_person;
create index points_entry_by_person on points_entry (person_id, day, deed, amount);

-- Whatever a program gets wrong: what was booked stays. Only a note goes with whom it names.
create trigger points_entry_stays before update of id, key, person_id, area_id, day, deed, reference, amount, at, by_id,
                                                   team_id, corrects, mark on points_entry
begin select raise(abort, 'the ledger is append-only'); end;
create trigger points_entry_remains before delete on points_entry
begin select raise(abort, 'the ledger is append-only'); end;

-- What was earned by period (see domain::period), without what was spent. Kept in the transaction of each entry.
create table person_points (
    person_id integer not null references person (id),
    period    integer not null,
    points    integer not null,
    listed    integer not null,               -- 1: stands on boards
    primary key (person_id, period)
) strict, without rowid;
create index person_points_board on person_points (period, points desc, person_id) where listed = 1;

-- How many of those who stand on boards have so many points: what places are counted from. Only of points above nought.
create table points_rank (
    period integer not null,
    points integer not null,
    people integer not null,
    primary key (period, points)
) strict, without rowid;

-- Of an area itself, without those below it.
create table area_points (
    period  integer not null,
    area_id integer not null references area (id),
    points  integer not null,
    primary key (period, area_id)
) strict, without rowid;

create table team_points (
    period  integer not null,
    team_id integer not null references team (id),
    points  integer not null,
    primary key (period, team_id)
) strict, without rowid;

-- Who stands on no board: by their own wish, since their role is left out, or since they are gone.
create table off_boards (
    person_id integer primary key references person (id)
) strict;
alter table person add column unlisted integer not null default 0; -- 1: wants to stand on no board

-- Versions of what deeds earn: each holds from its reporting day to the next one's.
create table points_rules (
    version integer primary key autoincrement,
    since   text not null,
    at      integer not null,
    rules   text not null                     -- config::Rules as JSON
) strict;
create index points_rules_by_day on points_rules (since, version);
