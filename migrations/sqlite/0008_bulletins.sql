-- Weekly bulletins, monthly rankings, and which photos people like.
--
-- What people typed stands, besides what the former steps list, in bulletin.intro, ranking_appeal.said and
-- ranking_appeal.answer.

-- Who likes a photo: reaction (anybody's), lead (whoever answers for its area says that it is good).
create table photo_vote (
    submission_id integer not null references submission (id),
    person_id     integer not null references person (id),
    kind          text not null,
    at            integer not null,
    primary key (submission_id, kind, person_id)
) strict, without rowid;
create index photo_vote_by_person on photo_vote (person_id);
create index photo_vote_by_time on photo_vote (at, submission_id, kind);

-- Who took part in a stretch of days.
create index submission_counted on submission (day, person_id) where state = 'counted';

create table bulletin (
    id         integer primary key autoincrement,
    first_day  text not null,
    last_day   text not null unique,          -- a stretch of days is told of once
    state      text not null,                 -- draft, published, dropped
    intro      text not null default '',
    off        integer not null default 0,    -- sections that are left out, a bit each
    made_at    integer not null,
    touched_at integer not null,
    ended_at   integer,
    ended_by   integer references person (id), -- null: by itself
    figures    text                           -- as they were published, JSON
) strict;

-- Photos that somebody wanted another one for.
create table bulletin_skip (
    bulletin_id   integer not null references bulletin (id),
    submission_id integer not null references submission (id),
    primary key (bulletin_id, submission_id)
) strict, without rowid;

-- The messages in which a draft is looked at: of a bulletin, or of a ranking.
create table draft_letter (
    kind     text not null,                   -- bulletin, ranking
    draft_id integer not null,
    chat_id  integer not null references chat (id),
    key      text not null,                   -- of the text's letter
    picture  text,                            -- of the picture's letter
    mode     integer not null default 0,      -- which buttons stand below it
    primary key (kind, draft_id, chat_id)
) strict, without rowid;

-- What was published of it is kept, to be shown again.
create table notice_picture (
    kind      text not null,                  -- bulletin, ranking
    notice_id integer not null,
    locale    text not null,
    picture   text not null references file (hash),
    primary key (kind, notice_id, locale)
) strict, without rowid;
create index notice_picture_by_picture on notice_picture (picture);

create table ranking (
    id            integer primary key autoincrement,
    month         text not null unique,       -- its first day
    state         text not null,              -- draft, provisional, final, dropped
    weights       integer,                    -- see domain::ranking; null: those of bot.toml
    made_at       integer not null,
    touched_at    integer not null,
    appeals_until text,                       -- the last day
    published_at  integer,
    published_by  integer references person (id),
    ended_at      integer,
    ended_by      integer references person (id), -- null: by itself
    shown         text,                       -- what was last published, JSON
    revision      integer not null default 0  -- of what was published
) strict;

create table ranking_appeal (
    id          integer primary key autoincrement,
    ranking_id  integer not null references ranking (id),
    area_id     integer not null references area (id),
    person_id   integer references person (id),
    said        text not null,
    at          integer not null,
    state       text not null,                -- open, accepted, rejected
    answer      text not null default '',
    answered_by integer references person (id),
    answered_at integer
) strict;
create index ranking_appeal_by_ranking on ranking_appeal (ranking_id, state);
create index ranking_appeal_by_person on ranking_appeal (person_id);
