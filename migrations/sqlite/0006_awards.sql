-- Awards, badges.
--
-- A lead's reason stands in points_entry.note, which step 3 lists.

-- What a lead has awarded or taken in a week; counted up by a conditional update, so that no two awards
-- at once go beyond the budget.
create table award_week (
    lead_id integer not null references person (id),
    week    text not null,                    -- its Monday
    spent   integer not null,                 -- points, given and taken alike
    primary key (lead_id, week)
) strict, without rowid;

-- What somebody earned once and keeps: badges, and levels that were reached. That it stands here is that it was told.
create table badge (
    person_id integer not null references person (id),
    badge     text not null,                  -- see domain::badge; level:60 for the level from 60 points on
    season    text not null,                  -- its first day, of a level; '' for what is of no season
    at        integer not null,
    primary key (person_id, badge, season)
) strict, without rowid;

-- Where a name is taken out of reasons.
create index points_entry_noted on points_entry (note) where note is not null;
