-- Schedules that are made in chat, what is paused, what is kept silent.

-- A schedule that an admin made; those of bot.toml stand there.
create table schedule (
    id       integer primary key autoincrement,
    name     text not null unique,
    cron     text not null,                   -- six fields, seconds first
    only_on  text not null,                   -- on which of these days, a line each; '' for all
    job      text not null,                   -- as bot.toml calls it
    text     text,                            -- of a post
    to_chats text,                            -- of a post: field, desk, all
    area     text,                            -- of a post: the code of the area at and below which it goes; null: everywhere
    made_by  integer references person (id),
    made_at  integer not null
) strict;
create index schedule_by_maker on schedule (made_by);

-- A schedule that rests, of bot.toml or made in chat.
create table schedule_pause (
    schedule  text primary key,
    paused_by integer references person (id),
    paused_at integer not null
) strict;
create index schedule_pause_by_person on schedule_pause (paused_by);

-- Messages of the bot's own accord into one group are few a day: on which local day a letter counts, and
-- how many may on it.
alter table outbox add column own_day text;
alter table outbox add column own_most integer;
create index outbox_own on outbox (chat_id, own_day) where own_day is not null;

-- What a person does not want to be told of the bot's own accord. It takes the place of person.muted_at,
-- which nothing reads any more.
create table mute (
    person_id integer not null references person (id),
    kind      text not null,                  -- see features::mute::Kind
    since     integer not null,
    primary key (person_id, kind)
) strict, without rowid;
insert into mute (person_id, kind, since) select id, 'reminders', muted_at from person where muted_at is not null;

-- What is not said in a chat of the bot's own accord.
create table chat_mute (
    chat_id integer not null references chat (id),
    kind    text not null,
    since   integer not null,
    primary key (chat_id, kind)
) strict, without rowid;
