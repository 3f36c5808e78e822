-- A letter goes to a chat of Telegram's, or to a relay of bot.toml's by its name.
alter table outbox alter column chat_id drop not null;
alter table outbox add column relay text check ((chat_id is null) <> (relay is null));
-- A relay's letters go one after another, and so many a minute.
create index outbox_relays on outbox (relay, id) where relay is not null and state = 'waiting';
create index outbox_relayed on outbox (relay, ended_at) where relay is not null;
