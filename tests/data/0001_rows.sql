-- What an installation of the first schema holds on its campaign's second day: a few rows of every table.
-- Nobody in it exists.
insert into setting (name, value) values
    ('areas.generation', '2'), ('menus.default', 'f00d'), ('rehearsal.ended', '2026-06-21');

insert into area (id, code, name, level, parent_id, retired_on) values
    (1, '3305', '湖州市', 0, null, null),
    (2, '330502', '吴兴区', 1, 1, null),
    (3, '330503', '南浔区', 1, 1, null),
    (4, '330502001', '月河街道', 2, 2, null),
    (5, '330503009', '错建的乡', 2, 3, '2026-06-22');
insert into area_path (area_id, ancestor_id, depth) values
    (1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 3, 0), (3, 1, 1), (4, 4, 0), (4, 2, 1), (4, 1, 2), (5, 5, 0), (5, 3, 1), (5, 1, 2);
insert into area_pause (area_id, first_day, last_day) values (3, '2026-06-25', '2026-06-30'), (3, '2026-07-10', null);

insert into person (id, telegram_id, name, username, language, opened_at, blocked_at, joined_at, noticed_at, muted_at) values
    (1, 1001, '赵敏', 'zhaomin', 'zh-hans', 1781900000000, null, 1781900000000, 1781900000000, null),
    (2, 1002, '陈静 👩‍🌾', null, 'zh-hant', 1781910000000, null, 1781910000000, 1781910000000, 1781990000000),
    (3, 1003, 'Li <b>Wei</b> ''; --', 'liwei', 'en', null, null, 1781920000000, null, null),
    (4, 1004, '王芳', null, 'zh-hans', 1781930000000, 1781999000000, 1781930000000, 1781930000000, null),
    (5, 1005, '路人', null, null, null, null, null, null, null),
    (6, null, '—', null, null, null, null, 1781940000000, null, null);
insert into membership (person_id, area_id, home, since, ended_at) values
    (1, 1, 1, 1781900000000, null), (2, 2, 1, 1781910000000, null), (3, 4, 1, 1781920000000, null),
    (3, 3, 0, 1781925000000, null), (4, 4, 0, 1781930000000, 1781990000000), (4, 2, 1, 1781990000000, null);
insert into role (person_id, role, area_id, since, by_id) values
    (1, 'admin', null, 1781900000000, null), (2, 'lead', 2, 1781911000000, 1), (3, 'inspector', 3, 1781921000000, 1);

insert into chat (id, telegram_id, kind, title, person_id, added_by, admin, gone_at, held_until) values
    (1, 1001, 'private', '', 1, null, 0, null, null),
    (2, 1002, 'private', '', 2, null, 0, null, null),
    (3, 1004, 'private', '', 4, null, 0, 1781999000000, null),
    (4, -1001234567890, 'supergroup', '月河志愿者', null, 1, 1, null, null),
    (5, -1009876543210, 'channel', '湖州专班', null, 1, 1, null, 1782000000000);
insert into binding (id, chat_id, thread, area_id, role, since, by_id, ended_at) values
    (1, 4, 0, 2, 'field', 1781900100000, 1, 1781900200000),
    (2, 4, 0, 4, 'field', 1781900200000, 1, null),
    (3, 5, 0, 1, 'desk', 1781900300000, 1, null);
insert into bind_link (id, code, area_id, role, made_by, made_at, expires_at, used_at, chat_id) values
    (1, '0123456789abcdef01234567', 4, 'field', 2, 1781900000000, 1782500000000, 1781900100000, 4),
    (2, '89abcdef0123456789abcdef', 3, 'field', 1, 1781900000000, 1782500000000, null, null);

insert into inbox (bot_id, update_id, line, body, received_at, state, tries, retry_at, error, done_at) values
    (1, 501, -1001234567890, '{"update_id":501,"message":{"message_id":7,"text":"三里桥 12人"}}', 1782000000000, 'done', 0, null, null, 1782000000100),
    (1, 502, 1003, '{"update_id":502,"message":{"message_id":3,"text":"/me"}}', 1782000001000, 'waiting', 1, 1782000005000, 'busy', null),
    (1, 503, 1003, '', 1782000002000, 'aside', 5, null, 'a mistake', 1782000003000);
insert into outbox (id, key, chat_id, lane, body, follows, weight, version, quiet, due_at, useful_until, state, tries, message_id, created_at, ended_at, error) values
    (1, 'update:501:1', 4, 0, '{"kind":"text","html":"吴兴区今天 3/3"}', null, 1, 1, 0, 1782000000000, null, 'sent', 0, 42, 1782000000000, 1782000000500, null),
    (2, 'edit:update:501:1', 4, 0, '{"kind":"edit_text","of":"update:501:1","html":"4/3"}', 'update:501:1', 1, 2, 0, 1782000100000, null, 'waiting', 1, null, 1782000100000, null, 'held'),
    (3, 'menu:1', 1, 1, '{"kind":"menu","commands":[]}', null, 0, 1, 1, 1782000000000, 1782100000000, 'dropped', 0, null, 1782000000000, 1782000000900, 'late');
insert into job (id, key, kind, payload, due_at, state, tries, error, done_at) values
    (1, 'photos.fetch:1', 'photos.fetch', '1', 1782000000000, 'done', 0, null, 1782000000400),
    (2, 'admin.sweep:2026-06-23', 'admin.sweep', '', 1782070200000, 'waiting', 0, null, null);
insert into schedule_run (schedule, run, outcome, at) values
    ('evening', '2026-06-21T20:00:00', 'run', 1781956800000), ('noon', '2026-06-21T12:00:00', 'skipped', 1781928000000);

insert into file (hash, bytes, kept_at) values ('aa11', 180000, 1782000000300), ('bb22', 240000, 1782000000350), ('cc33', 320000, 1782010000000);
insert into caption_ask (id, chat_id, thread, person_id, asked_at, ended_at) values (1, 4, 0, 3, 1782000000000, 1782000060000);
insert into album (id, chat_id, thread, person_id, area_id, media_group, message_id, day, posted_at, caption, given,
                   given_message, heads_given, heads, heads_booked, on_behalf, place, lat, lon, closes_at, ask_id, answer) values
    (1, 4, 0, 3, 4, 'g1', 7, '2026-06-21', 1782000000000, '三里桥 清理河道 12人', '', null, null, 12, 12, '张奶奶', '三里桥', 30870000, 120100000, 1782000002000, null, 'quota'),
    (2, 4, 0, 4, 4, null, 9, '2026-06-21', 1782000010000, '', '月河街 扫地', 10, 3, 3, 0, null, null, null, null, 1782000012000, 1, '');
insert into submission (id, album_id, chat_id, message_id, person_id, area_id, day, posted_at, source, file_id, file_unique, caption, state,
                        reason, fault, decision, stood, revision, content, hash, look, width, height, taken_at, lat, lon,
                        like_id, distance, view, pair, pair_id, decided_by, decided_at) values
    (1, 1, 4, 7, 3, 4, '2026-06-21', 1782000000000, 'photo', 'AgAC1', 'u1', '三里桥 清理河道 12人', 'counted',
     null, null, null, 1, 1, 'aa11', 'aa11', x'000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f', 1280, 960, null, null, null,
     null, null, null, null, null, null, null),
    (2, 1, 4, 8, 3, 4, '2026-06-21', 1782000000000, 'document', 'BQAC2', 'u2', '', 'refused',
     null, null, 'blurred', 2, 2, 'bb22', 'bb22', x'ff0102030405060708090a0b0c0d0e0fff0102030405060708090a0b0c0d0e0f', 4000, 3000, '2026-06-21T08:59:00', 30870001, 120100002,
     1, 30, 'cc33', null, null, 2, 1782000500000),
    (3, 2, 4, 9, 4, 4, '2026-06-21', 1782000010000, 'photo', '', 'u3', '', 'waiting',
     'look', null, null, 3, 0, null, 'dd44', null, null, null, null, null, null,
     1, 60, null, 'cc33', 1, null, null);
insert into fixed_post (area_id, submission_id, look, since, by_id) values
    (4, 1, x'000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f', 1782000600000, 2);
insert into review_seat (person_id, key, submission_id, pile, asks, seen_at) values (2, 'review:2:1', 3, 'waiting', 'place', 1782000700000);
insert into review_skip (person_id, submission_id, day, at) values (2, 3, '2026-06-21', 1782000710000);
insert into area_day (area_id, day, photos, heads) values (4, '2026-06-21', 1, 12), (2, '2026-06-21', 1, 12), (1, '2026-06-21', 1, 12);

insert into points_entry (id, key, person_id, area_id, day, deed, reference, amount, at, by_id, note) values
    (1, 'signup:signup:3:0', 3, 4, '2026-06-20', 'signup', 'signup:3', 5, 1781920000000, null, null),
    (2, 'photo:photo:1:1', 3, 4, '2026-06-21', 'photo', 'photo:1', 2, 1782000000400, null, null),
    (3, 'photo:photo:2:1', 3, 4, '2026-06-21', 'photo', 'photo:2', 2, 1782000000450, null, null),
    (4, 'photo:photo:2:2', 3, 4, '2026-06-21', 'photo', 'photo:2', -2, 1782000500000, 2, 'blurred');
insert into balance (person_id, points) values (3, 7);

insert into day_close (day, closed_at) values ('2026-06-21', 1781956801000);
insert into relay (id, area_id, day, revision, photos, heads, state, picture, late, made_at) values
    (1, 2, '2026-06-21', 1, 2, 12, '1c 2c', null, 0, 1781956802000), (2, 2, '2026-06-21', 2, 1, 12, '1c', 'cc33', 1, 1782000501000);
insert into relay_letter (area_id, day, chat_id, thread, part, key) values (2, '2026-06-21', 5, 0, 0, 'relay:2:2026-06-21:1:5');
insert into relay_pick (area_id, day, submission_id) values (2, '2026-06-21', 1);
insert into digest (id, day, area_id, locale, html, counts, made_at) values (1, '2026-06-21', 1, 'zh-CN', '<b>湖州市</b>', '[[2,1]]', 1781956900000);
insert into card (chat_id, thread, kind, key, day, area_id) values (4, 0, 'missing', 'card:4:1', '2026-06-21', 2), (4, 0, 'join', 'join:4', '2026-06-21', null);
insert into told (key, at) values ('signup:hint:1:2026-06-21', 1782000000000);
insert into audit (id, at, person_id, action, detail) values
    (1, 1781900000000, null, 'import', '+5 ~0 =0'), (2, 1781911000000, 1, 'appoint.lead', '陈静 👩‍🌾 → 330502 吴兴区');
