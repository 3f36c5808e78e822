-- People: what they are asked, who answers for children, teams, hand-over, languages, privacy.
--
-- Names and numbers of people stand in, besides those listed in the first step: answer.value (phone
-- numbers sealed), child.name, roster_entry.name, .phone (sealed) and .skills, conversation.data.

alter table person add column chosen_language text;            -- by /lang; else Telegram's holds
alter table person add column notice integer not null default 0; -- the version of the privacy notice that was shown
alter table person add column joined_area integer references area (id); -- the first one, where the sign-up counts
alter table person add column left_at integer;                 -- left the last area; null for a member
alter table person add column invited_by integer references person (id);
alter table person add column invite_code text;                -- stands for the person in links that invite
alter table person add column pseudonym text;                  -- of a child: shown to others instead of the name
alter table person add column unnamed integer not null default 0; -- 1: of a child, and no guardian has agreed:
                                                                  -- no name is kept, `name` is the pseudonym
alter table person add column forgotten_at integer;            -- by /forget, or after retention
alter table person add column asked_at integer;                -- when the questions after joining were put
alter table person add column seen_at integer;                 -- when they last did something, to the day
create index person_by_seen on person (seen_at) where forgotten_at is null;
create index person_by_inviter on person (invited_by) where invited_by is not null;
create unique index person_by_invite_code on person (invite_code) where invite_code is not null;
create index person_by_joining on person (joined_at) where joined_at is not null;
update person set joined_area = (select area_id from membership m where m.person_id = person.id and m.home = 1);
update person set notice = 1 where noticed_at is not null;

alter table chat add column language text;                     -- by its admin; else the campaign's holds

-- The picture of a relay in another language than the campaign's, which stands in relay.picture.
create table relay_picture (
    area_id  integer not null references area (id),
    day      text not null,
    revision integer not null,
    locale   text not null,
    picture  text not null references file (hash),
    primary key (area_id, day, revision, locale)
) strict;
create index relay_picture_by_picture on relay_picture (picture);

alter table audit add column subject_id integer references person (id); -- to whom it was done
alter table audit add column area_id integer references area (id);      -- where
create index audit_by_person on audit (person_id, id);
create index audit_by_subject on audit (subject_id, id) where subject_id is not null;
create index audit_by_area on audit (area_id, id) where area_id is not null;

-- What a person's next words in a chat are taken for: one question of one form.
create table conversation (
    person_id integer not null references person (id),
    chat_id   integer not null references chat (id),
    kind      text not null,                  -- see features::conversations
    step      text not null,                  -- the feature's own
    data      text not null default '',       -- the feature's own
    since     integer not null,
    primary key (person_id, chat_id)
) strict;

-- What a person answered to signup.ask.
create table answer (
    person_id integer not null references person (id),
    question  text not null,                  -- name, phone, age, skills
    value     text not null,                  -- of phone: sealed, see seal.rs
    at        integer not null,
    primary key (person_id, question)
) strict;
create index answer_of_phone on answer (value) where question = 'phone';

-- Who asked to join where a lead agrees first.
create table application (
    id         integer primary key autoincrement,
    person_id  integer not null references person (id),
    area_id    integer not null references area (id),
    asked_at   integer not null,
    state      text not null,                 -- waiting, approved, refused, withdrawn
    chat_id    integer references chat (id),  -- the group in which they asked
    thread     integer not null default 0,
    decided_by integer references person (id),
    decided_at integer
) strict;
create unique index application_once on application (person_id, area_id) where state = 'waiting';
create index application_waiting on application (area_id) where state = 'waiting';
create index application_by_person on application (person_id);

-- Children: with an account of their own (person_id), or entered by a proxy (a parent, a teacher) through
-- whose account they post. Nothing is stored of them but the pseudonym before a guardian agreed. What is
-- posted for a child bears the pseudonym only, from the moment in which it is written down.
create table child (
    id         integer primary key autoincrement,
    person_id  integer unique references person (id), -- of one with an account
    proxy_id   integer references person (id),
    area_id    integer references area (id),
    name       text,                          -- null: by pseudonym alone
    pseudonym  text not null,                 -- stable; what public texts and pictures show
    since      integer not null,
    ended_at   integer
) strict;
create index child_by_proxy on child (proxy_id) where ended_at is null;
create unique index child_by_pseudonym on child (area_id, pseudonym);

create table consent (
    id          integer primary key autoincrement,
    child_id    integer not null references child (id),
    code        text unique,                  -- of the guardian's link
    way         text,                         -- link, paper (recorded by a lead), parent (entered by the guardian)
    state       text not null,                -- asked, given, declined, withdrawn, ended
    guardian_id integer references person (id), -- who opened the link last, then who agreed or declined
    by_id       integer references person (id), -- who recorded the paper form
    asked_at    integer not null,
    decided_at  integer
) strict;
create index consent_by_child on consent (child_id);
create index consent_by_guardian on consent (guardian_id) where guardian_id is not null;
-- One consent at a time is asked for or holds.
create unique index consent_once on consent (child_id) where state in ('asked', 'given');

alter table album add column child_id integer references child (id); -- in whose place the proxy posted it
create index album_by_child on album (child_id) where child_id is not null;

create table team (
    id       integer primary key autoincrement,
    area_id  integer not null references area (id),
    name     text not null,
    folded   text not null,                   -- what makes two names the same
    code     text not null unique,
    lead_id  integer references person (id),
    made_by  integer references person (id),
    made_at  integer not null,
    ended_at integer
) strict;
create unique index team_once on team (area_id, folded) where ended_at is null;
create index team_by_lead on team (lead_id) where ended_at is null;

create table team_member (
    team_id   integer not null references team (id),
    person_id integer not null references person (id),
    area_id   integer not null references area (id), -- the team's: a person is in at most one of an area
    since     integer not null,
    ended_at  integer,
    primary key (team_id, person_id)
) strict;
create unique index team_member_once on team_member (person_id, area_id) where ended_at is null;

-- A lead is away, and somebody answers in their place until the end of a day.
create table handover (
    id       integer primary key autoincrement,
    from_id  integer not null references person (id),
    to_id    integer not null references person (id),
    last_day text not null,
    made_at  integer not null,
    ended_at integer
) strict;
create unique index handover_once on handover (from_id) where ended_at is null;
create index handover_by_stand_in on handover (to_id) where ended_at is null;

-- Who leads what: leads, and whoever stands in for them while they are away.
create view leading as
    select person_id, area_id, since from role where role = 'lead'
    union
    select h.to_id, r.area_id, h.made_at from handover h join role r on r.person_id = h.from_id
    where r.role = 'lead' and h.ended_at is null;

-- Who of them is told what leads are told: not those who are away.
create view on_duty as
    select l.person_id, l.area_id, l.since from leading l
    where not exists (select 1 from handover h where h.from_id = l.person_id and h.ended_at is null);

-- The command menus that differ from everybody's: what Telegram was given for a person in a chat.
create table menu (
    chat_id   integer not null references chat (id),
    person_id integer not null references person (id),
    given     text not null,                  -- names the list of commands
    primary key (chat_id, person_id)
) strict;
create index menu_by_person on menu (person_id);
insert into menu (chat_id, person_id, given)
    select c.id, c.person_id, '' from outbox o join chat c on c.id = o.chat_id
    where o.key = 'menu:' || c.id and c.person_id is not null;

-- A list of names that an organisation brought: who comes with a code takes up the entry, and what it
-- says of them becomes theirs.
create table roster_entry (
    id         integer primary key autoincrement,
    code       text not null unique,
    mark       text,                          -- a keyed hash of name and area, so that no import makes two; null once forgotten
    area_id    integer not null references area (id),
    name       text,                          -- null once claimed
    phone      text,                          -- sealed
    age        integer,
    skills     text,
    team_id    integer references team (id),
    made_at    integer not null,
    person_id  integer references person (id),
    claimed_at integer
) strict;
create unique index roster_entry_once on roster_entry (mark) where mark is not null;
create index roster_entry_by_person on roster_entry (person_id) where person_id is not null;

-- Codes that were tried in vain, so that nobody guesses.
create table roster_try (
    id        integer primary key autoincrement,
    person_id integer not null references person (id),
    at        integer not null
) strict;
create index roster_try_by_person on roster_try (person_id, at);
create index roster_try_by_time on roster_try (at);
