-- What points buy, what was reserved of it, and draws.
--
-- What people typed stands, besides what the former steps list, in reward.name and draw.name; no person is named there.

create table reward (
    id           integer primary key autoincrement,
    name         text not null,
    price        integer not null,            -- in points
    area_id      integer references area (id), -- the counter that hands it out; null: any, from one stock
    endless      integer not null default 0,  -- 1: as many as are wanted, stock is not looked at
    stock        integer not null default 0 check (stock >= 0), -- the sum of its movements
    per_person   integer,                     -- how many one person may have in a period; null: any number
    per          text not null default 'all', -- week, month, season, all
    first_day    text,                        -- the days on which it can be reserved
    last_day     text,
    picture      text references file (hash),
    file_key     text,                        -- how bot.toml names it; null: made in chat
    withdrawn_at integer,
    withdrawn_by integer references person (id), -- null where bot.toml names it no more
    made_at      integer not null
) strict;
create unique index reward_by_file on reward (file_key) where file_key is not null;
create index reward_by_picture on reward (picture) where picture is not null;
create index reward_by_area on reward (area_id);

create table reservation (
    id        integer primary key autoincrement,
    key       text not null unique,           -- the press that it follows from: the same one reserves once
    code      text not null unique,           -- six characters, shown at the counter
    reward_id integer not null references reward (id),
    person_id integer not null references person (id),
    area_id   integer references area (id),   -- the counter, as it was when this was reserved
    price     integer not null,
    taken     integer not null,               -- how many were taken from stock: 1, or 0 where it is endless
    day       text not null,                  -- the reporting day, by which limits count
    at        integer not null,
    until     integer not null,
    state     text not null,                  -- open, handed, cancelled, refused, expired
    reason    text,                           -- of a refusal
    ended_at  integer,
    ended_by  integer references person (id)
) strict;
create index reservation_by_person on reservation (person_id, reward_id, day);
create index reservation_open on reservation (until) where state = 'open';
create index reservation_by_reward on reservation (reward_id);

-- How stocks came about: append-only.
create table reward_movement (
    id             integer primary key autoincrement,
    reward_id      integer not null references reward (id),
    amount         integer not null,
    why            text not null,             -- file: bot.toml says so; stocked: by hand; reserved; returned
    reservation_id integer references reservation (id),
    by_id          integer references person (id),
    at             integer not null
) strict;
create unique index reward_movement_once on reward_movement (reservation_id, why) where reservation_id is not null;
create index reward_movement_by_reward on reward_movement (reward_id, why);

create trigger reward_movement_stays before update of id, reward_id, amount, why, reservation_id, at on reward_movement
begin select raise(abort, 'movements of stock are append-only'); end;
create trigger reward_movement_remains before delete on reward_movement
begin select raise(abort, 'movements of stock are append-only'); end;

-- Codes that were tried at a counter in vain.
create table redeem_try (
    person_id integer not null references person (id),
    at        integer not null
) strict;
create index redeem_try_by_person on redeem_try (person_id, at);

-- A prize draw among all who reached so many points.
create table draw (
    id         integer primary key autoincrement,
    name       text not null,                 -- of the prize
    winners    integer not null,
    points     integer not null,
    period     integer not null,              -- see domain::period
    day        text not null,                 -- entries close when it begins
    state      text not null,                 -- draft, open, closed, drawn, cancelled
    seed       text,                          -- secret until it is drawn
    commitment text,                          -- BLAKE3 of the seed, published before
    made_at    integer not null,
    drawn_at   integer
) strict;

create table draw_chat (
    draw_id integer not null references draw (id),
    chat_id integer not null references chat (id),
    thread  integer not null default 0,
    primary key (draw_id, chat_id, thread)
) strict;

-- Tickets go by numbers; whose one is stays here, and goes with the person.
create table draw_ticket (
    draw_id   integer not null references draw (id),
    number    integer not null,
    person_id integer references person (id), -- null once forgotten: it can win no more
    won       integer,                        -- its place among the winners
    primary key (draw_id, number)
) strict;
create unique index draw_ticket_by_person on draw_ticket (person_id, draw_id) where person_id is not null;
