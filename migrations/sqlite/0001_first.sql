-- Times are milliseconds of UTC, civil days are text 'YYYY-MM-DD', places are degrees times a million.
-- Names and numbers of people stand in: person, album.on_behalf, album.caption, album.given, submission.caption,
-- inbox.body, outbox.body, audit.detail. Everything else names them by person.id.

-- Small facts about the installation itself.
create table setting (
    name  text primary key,
    value text not null
) strict;

create table area (
    id        integer primary key autoincrement,
    code      text not null unique,
    name      text not null,
    level     integer not null,               -- 0 is the top of areas.levels
    parent_id integer references area (id),
    retired_on text                           -- hidden from this reporting day on, with all below it
) strict;
create index area_by_parent on area (parent_id);

-- Every area with each of its ancestors and itself (depth 0): counts go up along it.
create table area_path (
    area_id     integer not null references area (id),
    ancestor_id integer not null references area (id),
    depth       integer not null,
    primary key (area_id, ancestor_id)
) strict;
create index area_path_down on area_path (ancestor_id, area_id);

-- The areas that are hidden: by themselves, or since one above them is.
create view retired_area as
    select distinct p.area_id from area_path p join area a on a.id = p.ancestor_id where a.retired_on is not null;

-- The reporting days on which an area, and all below it, owes nothing.
create table area_pause (
    area_id   integer not null references area (id),
    first_day text not null,
    last_day  text,                           -- null: until it is resumed
    primary key (area_id, first_day)
) strict;

create table person (
    id          integer primary key autoincrement,
    telegram_id integer unique,               -- null once forgotten
    name        text not null,
    username    text,
    language    text,                         -- as Telegram says it
    opened_at   integer,                      -- opened the bot: it may write first
    blocked_at  integer,                      -- blocked the bot since
    joined_at   integer,                      -- null: seen, but never signed up
    noticed_at  integer,                      -- was shown the privacy notice
    muted_at    integer                       -- wants no reminders
) strict;
create index person_by_username on person (username);

create table membership (
    person_id integer not null references person (id),
    area_id   integer not null references area (id),
    home      integer not null,               -- 1 for the one home area
    since     integer not null,
    ended_at  integer,
    primary key (person_id, area_id)
) strict;
create index membership_by_area on membership (area_id, person_id);
create index membership_by_time on membership (since);

-- What a person may do: admin (no area), lead or inspector (of an area and all below).
create table role (
    person_id integer not null references person (id),
    role      text not null,
    area_id   integer references area (id),
    since     integer not null,
    by_id     integer references person (id)
) strict;
create unique index role_once on role (person_id, role, coalesce(area_id, 0));
create index role_by_area on role (area_id, role);

create table chat (
    id          integer primary key autoincrement,
    telegram_id integer not null unique,      -- changes when a group becomes a supergroup
    kind        text not null,                -- private, group, supergroup, channel
    title       text not null,
    person_id   integer references person (id), -- of a private chat
    added_by    integer references person (id), -- who brought the bot in, of a group or channel
    admin       integer not null default 0,   -- the bot is an administrator there
    gone_at     integer,                      -- the bot was removed, or is blocked
    held_until  integer                       -- Telegram asked to wait with this chat
) strict;

-- A chat (or one topic of it) serves an area as its field or its desk.
create table binding (
    id       integer primary key autoincrement,
    chat_id  integer not null references chat (id),
    thread   integer not null default 0,      -- the forum topic; 0 where there is none
    area_id  integer not null references area (id),
    role     text not null,                   -- field, desk
    since    integer not null,
    by_id    integer references person (id),
    ended_at integer
) strict;
create unique index binding_once on binding (chat_id, thread) where ended_at is null;
create index binding_by_area on binding (area_id, role);

-- The bindings that hold: those of retired areas sleep until the area is resumed or the chat bound elsewhere.
create view serving as
    select b.id, b.chat_id, b.thread, b.area_id, b.role from binding b
    where b.ended_at is null and not exists (select 1 from retired_area r where r.area_id = b.area_id);

-- One-time links that bind the group that the bot is added to by them.
create table bind_link (
    id         integer primary key autoincrement,
    code       text not null unique,
    area_id    integer not null references area (id),
    role       text not null,                 -- field, desk
    made_by    integer not null references person (id),
    made_at    integer not null,
    expires_at integer not null,
    used_at    integer,
    chat_id    integer references chat (id)   -- that it bound
) strict;
create index bind_link_by_chat on bind_link (chat_id);

-- Updates as Telegram handed them over.
create table inbox (
    bot_id      integer not null,
    update_id   integer not null,
    line        integer not null,             -- Telegram's chat: one line is worked in order
    body        text not null,
    received_at integer not null,
    state       text not null,                -- waiting, done, aside
    tries       integer not null default 0,
    retry_at    integer,
    error       text,
    done_at     integer,
    primary key (bot_id, update_id)
) strict;
create index inbox_waiting on inbox (update_id) where state = 'waiting';
create index inbox_done on inbox (done_at) where state <> 'waiting';

-- Messages the bot decided on.
create table outbox (
    id           integer primary key autoincrement,
    key          text not null unique,        -- what decided it: the same decision never sends twice
    chat_id      integer not null references chat (id),
    lane         integer not null,            -- 0 answer, 1 notice, 2 broadcast
    body         text not null,               -- outbox::Body as JSON; emptied days after it was sent
    follows      text,                        -- the key of the letter that it edits or removes
    weight       integer not null,            -- messages it costs of the pace; 0 for a reaction
    version      integer not null default 1,  -- of an upserted row, so that marking an old one keeps the new
    quiet        integer not null default 0,  -- waits for the end of quiet hours
    due_at       integer not null,
    useful_until integer,
    state        text not null,               -- waiting, sent, failed, dropped
    tries        integer not null default 0,
    message_id   integer,                     -- Telegram's, once sent (the first of an album)
    created_at   integer not null,
    ended_at     integer,
    error        text
) strict;
create index outbox_waiting on outbox (lane, id) where state = 'waiting';
create index outbox_by_message on outbox (chat_id, message_id);
create index outbox_ended on outbox (ended_at) where state <> 'waiting';

-- Work with a due time.
create table job (
    id       integer primary key autoincrement,
    key      text unique,
    kind     text not null,
    payload  text not null,
    due_at   integer not null,
    state    text not null,                   -- waiting, done, aside
    tries    integer not null default 0,
    error    text,
    done_at  integer
) strict;
create index job_waiting on job (due_at) where state = 'waiting';

create table schedule_run (
    schedule text not null,
    run      text not null,                   -- local date and time, so that a clock set back runs nothing twice
    outcome  text not null,                   -- run, skipped
    at       integer not null,
    primary key (schedule, run)
) strict;

-- Contents that were kept, under their hash.
create table file (
    hash    text primary key,                 -- BLAKE3, hexadecimal
    bytes   integer not null,
    kept_at integer not null
) strict;

-- One message with a photo, or one album: what has one caption and one answer.
create table album (
    id           integer primary key autoincrement,
    chat_id      integer not null references chat (id),
    thread       integer not null default 0,
    person_id    integer references person (id), -- null when posted in the name of a group or channel
    area_id      integer not null references area (id),
    media_group  text,
    message_id   integer not null,            -- the lowest of its messages: the reaction goes there
    day          text not null,               -- the reporting day
    posted_at    integer not null,
    caption      text not null default '',    -- all that was said of it: with its photos, then in `given`
    given        text not null default '',    -- said in a message of its own, as an answer or just after
    given_message integer,                    -- that message, whose edits are taken over; albums that share it are one
                                              -- where people are counted: their headcount is of all of them
    heads_given  integer,                     -- participants said afterwards, instead of those in the caption
    heads        integer,                     -- participants, given or said in the caption; null where nothing is said
    heads_booked integer not null default 0,  -- what stands in area_day for it
    on_behalf    text,                        -- 代NAME
    place        text,
    lat          integer,
    lon          integer,
    closes_at    integer not null,            -- judged from then on
    ask_id       integer references caption_ask (id),
    answer       text not null default ''     -- what the chat was last told of it
) strict;
create unique index album_by_group on album (chat_id, media_group) where media_group is not null;
create index album_by_message on album (chat_id, message_id);
create index album_by_day on album (area_id, day);
create index album_by_ask on album (ask_id);
create index album_by_given on album (chat_id, given_message) where given_message is not null;
create index album_by_person on album (person_id, posted_at);

-- One question for a caption: for all bare photos of a person in ten minutes.
create table caption_ask (
    id        integer primary key autoincrement,
    chat_id   integer not null references chat (id),
    thread    integer not null,
    person_id integer references person (id),
    asked_at  integer not null,
    ended_at  integer
) strict;
create index caption_ask_by_person on caption_ask (chat_id, person_id, asked_at);

create table submission (
    id          integer primary key autoincrement,
    album_id    integer not null references album (id),
    chat_id     integer not null references chat (id),
    message_id  integer not null,
    person_id   integer references person (id),
    area_id     integer not null references area (id),
    day         text not null,
    posted_at   integer not null,
    source      text not null,                -- photo, document
    file_id     text not null,
    file_unique text not null,
    caption     text not null default '',     -- of this very message
    state       text not null,                -- see features::photos::state
    reason      text,                         -- what it waits for: look, again, review
    fault       text,                         -- why it cannot be read
    decision    text,                         -- a lead's last: count, or the reason of a refusal
    stood       integer,                      -- its place in the order in which photos came to count or wait
    revision    integer not null default 0,   -- of the verdict; changed by compare-and-set
    content     text references file (hash),
    hash        text,                         -- of the content, kept when the file is erased
    look        blob,                         -- perceptual hash, 32 bytes
    width       integer,
    height      integer,
    taken_at    text,                         -- EXIF, local and without zone
    lat         integer,
    lon         integer,
    like_id     integer references submission (id), -- the earlier photo that its verdict speaks of
    distance    integer,
    view        text references file (hash),  -- a copy that can be shown where the content cannot
    pair        text references file (hash),  -- side by side with the earlier one that it looks like
    pair_id     integer references submission (id), -- that earlier one
    decided_by  integer references person (id),
    decided_at  integer
) strict;
create unique index submission_by_message on submission (chat_id, message_id);
create index submission_by_album on submission (album_id);
create index submission_by_hash on submission (hash);
create index submission_by_unique on submission (file_unique);
create index submission_by_person on submission (person_id, day);
create index submission_by_area on submission (area_id, day);
create index submission_waiting on submission (area_id) where state = 'waiting';
create index submission_received on submission (day) where state = 'received';
create index submission_by_like on submission (like_id);
create index submission_by_content on submission (content);
create index submission_by_view on submission (view);
create index submission_by_pair on submission (pair);
create index submission_by_paired on submission (pair_id);
create unique index submission_by_stood on submission (stood) where stood is not null;

-- How pictures of fixed posts look: what looks like one of them and was posted for its area counts
-- without a lead's having to look at it.
create table fixed_post (
    area_id       integer not null references area (id),
    submission_id integer not null references submission (id), -- the picture that was allowed
    look          blob not null,
    since         integer not null,
    by_id         integer references person (id),
    primary key (area_id, submission_id)
) strict;

-- The page on which somebody looks through photos: it turns from one to the next.
create table review_seat (
    person_id     integer primary key references person (id),
    key           text not null,              -- of its outbox row
    submission_id integer references submission (id), -- what it shows
    pile          text not null,              -- waiting, later, counted, refused, lacking
    asks          text,                       -- what the next words are taken for: place, heads, words
    seen_at       integer not null            -- when it was last turned
) strict;
create index review_seat_by_photo on review_seat (submission_id);

-- Photos that somebody left for later that day.
create table review_skip (
    person_id     integer not null references person (id),
    submission_id integer not null references submission (id),
    day           text not null,
    at            integer not null,
    primary key (person_id, submission_id)
) strict;

-- Counts of a day for an area and all below it; kept in the transaction that changes a verdict.
create table area_day (
    area_id integer not null references area (id),
    day     text not null,
    photos  integer not null,                 -- counted submissions
    heads   integer not null,                 -- 人次
    primary key (area_id, day)
) strict;
create index area_day_by_day on area_day (day, area_id);

-- The ledger: append-only. A balance is the sum of its entries, always.
create table points_entry (
    id        integer primary key autoincrement,
    key       text not null unique,           -- deed, reference and revision
    person_id integer not null references person (id),
    area_id   integer references area (id),
    day       text not null,
    deed      text not null,
    reference text not null,
    amount    integer not null,
    at        integer not null,
    by_id     integer references person (id),
    note      text
) strict;
create index points_entry_by_person on points_entry (person_id, day, deed);
create index points_entry_by_reference on points_entry (deed, reference);
create index points_entry_by_day on points_entry (day, person_id, amount);

create table balance (
    person_id integer primary key references person (id),
    points    integer not null
) strict;

create table day_close (
    day       text primary key,
    closed_at integer not null
) strict;

-- What was sent up for an area's day, revision by revision.
create table relay (
    id       integer primary key autoincrement,
    area_id  integer not null references area (id),
    day      text not null,
    revision integer not null,
    photos   integer not null,
    heads    integer not null,
    state    text not null,                   -- the verdicts it was drawn from, to see a change
    picture  text references file (hash),
    late     integer not null,                -- 1 for what came after the day was relayed: 更正
    made_at  integer not null,
    unique (area_id, day, revision)
) strict;
create index relay_by_picture on relay (picture);

-- The messages in which a desk chat has the latest of an area's day.
create table relay_letter (
    area_id integer not null references area (id),
    day     text not null,
    chat_id integer not null references chat (id),
    thread  integer not null,
    part    integer not null,                 -- 0 is the picture, from 1 on the captions in full
    key     text not null,                    -- of the outbox row
    primary key (area_id, day, chat_id, thread, part)
) strict;

-- The photos that a lead picked for the picture; none: they are picked evenly.
create table relay_pick (
    area_id       integer not null references area (id),
    day           text not null,
    submission_id integer not null references submission (id),
    primary key (area_id, day, submission_id)
) strict;

-- A digest as it was sent, to be shown again.
create table digest (
    id      integer primary key autoincrement,
    day     text not null,
    area_id integer not null references area (id),
    locale  text not null,
    html    text not null,
    counts  text not null,                    -- the photos it spoke of, as JSON: [[area, photos], …]
    made_at integer not null,
    unique (day, area_id, locale)
) strict;

-- The one living message of a kind in a chat: a newer one removes or edits it.
create table card (
    chat_id integer not null references chat (id),
    thread  integer not null,
    kind    text not null,                    -- join, missing, hello
    key     text not null,                    -- of its outbox row
    day     text not null,
    area_id integer references area (id),     -- whose count it shows, if it shows one
    primary key (chat_id, thread, kind)
) strict;
create index card_by_area on card (area_id, kind, day);

-- What was said once to a person or chat and need not be said again.
create table told (
    key text primary key,
    at  integer not null
) strict;

create table audit (
    id        integer primary key autoincrement,
    at        integer not null,
    person_id integer references person (id),
    action    text not null,
    detail    text not null
) strict;
