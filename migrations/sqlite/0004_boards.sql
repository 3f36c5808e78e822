-- Boards: how many people an area and a team have, and who stands on none.

-- Memberships that hold, of an area itself, without those below it. Kept where they begin and end.
create table area_people (
    area_id integer primary key references area (id),
    people  integer not null
) strict;
insert into area_people (area_id, people)
    select area_id, count(*) from membership where ended_at is null group by area_id;

-- How many are in a team: entered in it, and members of its area or of one below. Kept where either begins and ends.
alter table team add column people integer not null default 0;
update team set people = (select count(*) from team_member m
                          where m.team_id = team.id and m.ended_at is null
                            and exists (select 1 from membership b join area_path p on p.area_id = b.area_id
                                        where b.person_id = m.person_id and b.ended_at is null
                                          and p.ancestor_id = team.area_id));

-- Who is gone stands on no board. Totals are made anew by the next start, so that they say so too.
insert into off_boards (person_id) select id from person where forgotten_at is not null or left_at is not null
    on conflict do nothing;
delete from setting where name = 'points.seasons';
