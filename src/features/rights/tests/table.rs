//! Every command and every kind of button, by everybody who might try: what is refused says so and
//! changes nothing, what is allowed is not refused.

use std::sync::{Arc, Mutex};

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use teloxide::types::Update;

use super::{COMMANDS, PRESSES};
use crate::clock::{Clock, Time};
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::rights::Who;
use crate::features::roles::{self, Held, Role, handover};
use crate::features::testing::{AREAS, area, at, context, group, lead, person};
use crate::features::{Features, areas, photos, signup};
use crate::i18n::Locale;
use crate::inbox::Handler;
use crate::say;
use crate::store::{Read, Store, Tx};
use crate::telegram::api::Telegram;
use crate::telegram::media::Media;

const GROUP: i64 = -100_200;
const CHANNEL: i64 = -100_300;

/// Who tries; all in the group of 330502, but for the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Actor {
    Stranger,
    /// Signed up, and the sender of the photo.
    Volunteer,
    InspectorHere,
    InspectorElsewhere,
    LeadHere,
    LeadAbove,
    LeadElsewhere,
    StandIn,
    AdminOfTheFile,
    AdminByAppointment,
    /// An admin of the group who posts in its name.
    AsTheGroup,
    Channel,
}

use Actor::*;

const ACTORS: [Actor; 12] = [
    Stranger,
    Volunteer,
    InspectorHere,
    InspectorElsewhere,
    LeadHere,
    LeadAbove,
    LeadElsewhere,
    StandIn,
    AdminOfTheFile,
    AdminByAppointment,
    AsTheGroup,
    Channel,
];

impl Actor {
    fn id(self) -> i64 {
        101 + self as i64
    }

    fn is_nobody(self) -> bool {
        matches!(self, AsTheGroup | Channel)
    }

    fn is_admin(self) -> bool {
        matches!(self, AdminOfTheFile | AdminByAppointment)
    }

    fn answers_here(self) -> bool {
        self.is_admin() || matches!(self, LeadHere | LeadAbove | StandIn)
    }

    /// Whether the table means this one; `here`: it is about 330502.
    fn may(self, who: Who, here: bool) -> bool {
        match who {
            Who::Everyone | Who::Chat => true,
            Who::Own => self == Volunteer,
            Who::OwnOrLeads => self == Volunteer || self.answers_here(),
            Who::Members => self == Volunteer,
            Who::Inspectors => {
                self.answers_here()
                    || self == InspectorHere
                    || (!here && matches!(self, InspectorElsewhere | LeadElsewhere))
            }
            Who::Leads | Who::Keepers => self.answers_here() || (!here && self == LeadElsewhere),
            Who::Admins => self.is_admin(),
        }
    }
}

/// A town of one photo, and everybody with their roles.
struct Stage {
    _folder: tempfile::TempDir,
    store: Store,
    features: Arc<Features>,
    here: AreaId,
    below: AreaId,
    group: ChatId,
    /// What dumps each table that a refusal leaves alone.
    dumps: Arc<Vec<&'static str>>,
}

fn now() -> Time {
    at("2026-06-21 12:00")
}

fn day() -> i64 {
    NaiveDate::from_ymd_opt(2026, 6, 21).map(|day| day.num_days_from_ce().into()).unwrap_or_default()
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("muster.db")).expect("a store");
        let cx = Arc::new(context(|config| config.admins = vec![AdminOfTheFile.id()]));
        let tools = Tools {
            cx: cx.clone(),
            store: store.clone(),
            telegram: Telegram::new("http://127.0.0.1:9", "1:x".to_owned().into()).expect("a client"),
            media: Media::in_folder(folder.path()),
            clock: Clock::by_hand(now()),
        };
        let (here, below, group, dumps) =
            futures::executor::block_on(store.write(move |tx| set_up(tx, &cx))).expect("a stage");
        let (features, dumps) = (Arc::new(Features(tools)), Arc::new(dumps));
        Stage { _folder: folder, store, features, here, below, group, dumps }
    }

    /// Handles an update, and takes all back again: what was said, and whether anything changed.
    fn tries(&self, update: &Value) -> (Vec<String>, bool) {
        let update: Update = serde_json::from_str(&update.to_string()).expect("an update");
        let (features, dumps) = (self.features.clone(), self.dumps.clone());
        let seen = Arc::new(Mutex::new(None));
        let see = seen.clone();
        let write = self.store.write(move |tx| -> Result<(), Failure> {
            let before = dump(tx, &dumps)?;
            let letters: Option<i64> = tx.value("select coalesce(max(id), 0) from outbox", &[])?;
            let answer = features.handle(tx, &update, now())?;
            let mut said: Vec<String> = answer.into_iter().filter_map(|answer| answer.text).collect();
            let bodies = tx.all("select body from outbox where id > $1 order by id", &[&letters], |row| {
                row.get::<String>("body")
            })?;
            for body in bodies {
                let body: Value = serde_json::from_str(&body)?;
                said.extend(body["html"].as_str().map(str::to_owned));
            }
            let changed = dump(tx, &dumps)? != before;
            *see.lock().expect("no holder panics") = Some((said, changed));
            Err(Failure::msg("taken back"))
        });
        let ended = futures::executor::block_on(write);
        let seen = seen.lock().expect("no holder panics").take();
        seen.unwrap_or_else(|| panic!("an update failed: {ended:?}"))
    }

    fn refusals(&self) -> Vec<String> {
        let says = [
            say!("only-admins"),
            say!("only-leads"),
            say!("only-inspectors"),
            say!("only-members"),
            say!("only-as-yourself"),
            say!("areas-not-yours"),
            say!("photos-only-the-sender"),
            say!("photos-undo-not-yours"),
            say!("collage-not-yours", area = "吴兴区"),
        ];
        let texts = &self.features.0.cx.texts;
        says.iter().map(|say| texts.plain(Locale::ZhCn, say)).collect()
    }

    /// What a button sends back that is about the photo, or about 330502; none for one of which this
    /// test knows only who may press it at all.
    fn data(&self, word: &str) -> Option<String> {
        let (here, below, chat, day) = (self.here, self.below, self.group, day());
        let rest = match word {
            "area:walk" => format!("{chat}:0:{here}:0"),
            "area:field" | "area:desk" => format!("{chat}:0:{here}"),
            "photo:no" | "photo:keep" => "1".to_owned(),
            "photo:area" => format!("1:{here}"),
            "photo:undo" => "1:0".to_owned(),
            "photo:move" => format!("{chat}:0:{here}:{day}"),
            "review:yes" | "review:no" | "review:yesall" | "review:noall" | "review:fixed" => {
                "1:0:0".to_owned()
            }
            "review:why" | "review:whyall" => "1:0:0:0".to_owned(),
            "review:unfix" | "review:next" | "review:show" | "mend:menu" | "mend:days" => "1:0".to_owned(),
            "mend:walk" => format!("1:0:{here}:0"),
            "mend:area" => format!("1:0:{below}"),
            "mend:day" => format!("1:0:{day}"),
            "mend:ask" => "1:0:0".to_owned(),
            "digest:review" | "relay:now" => format!("{here}"),
            "remind:word" => format!("{here}:1"),
            "digest:remind" | "relay:send" | "relay:show" | "relay:pick" | "relay:done" | "relay:auto" => {
                format!("{here}:{day}")
            }
            "relay:page" | "relay:photos" => format!("{here}:{day}:0"),
            "relay:photo" => format!("{here}:{day}:0:1"),
            _ => return None,
        };
        Some(format!("{word}:{rest}"))
    }
}

fn set_up(tx: &mut Tx, cx: &Context) -> Result<(AreaId, AreaId, ChatId, Vec<&'static str>), Failure> {
    let levels = ["city", "district", "township", "village"].map(str::to_owned);
    photos::store::note_rehearsed_until(tx, NaiveDate::from_ymd_opt(2026, 6, 21).expect("a day"))?;
    areas::import(tx, &levels, AREAS.as_bytes(), now())?.expect("a good file of areas");
    let chat = group(tx, cx, GROUP, "330502", areas::Role::Field)?;
    let (here, elsewhere) = (area(tx, cx, "330502")?, area(tx, cx, "330503")?);
    for actor in ACTORS.into_iter().filter(|actor| !actor.is_nobody()) {
        person(tx, actor.id(), &format!("{actor:?}"))?;
    }
    let volunteer = person(tx, Volunteer.id(), "Volunteer")?;
    signup::join(tx, cx, &volunteer, here.id, now())?;
    for (actor, area) in [(InspectorHere, &here), (InspectorElsewhere, &elsewhere)] {
        let inspector = person(tx, actor.id(), "巡查员")?;
        let held = Held { role: Role::Inspector, area: Some(area.id) };
        roles::store::give(tx, inspector.id, held, None, now())?;
    }
    for (actor, code) in [(LeadHere, "330502"), (LeadAbove, "3305"), (LeadElsewhere, "330503")] {
        lead(tx, cx, actor.id(), "负责人", code)?;
    }
    let away = lead(tx, cx, 150, "出门的人", "330502")?;
    let stand_in = person(tx, StandIn.id(), "代管人")?;
    let until = NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day");
    handover::begin(tx, cx, &away, &stand_in, until, now())?.expect("a good hand-over");
    let admin = person(tx, AdminByAppointment.id(), "管理员")?;
    roles::store::give(tx, admin.id, Held { role: Role::Admin, area: None }, None, now())?;

    let millis = crate::store::millis(now());
    tx.execute("insert into file (hash, bytes, kept_at) values ('photo', 1, $1)", &[&millis])?;
    tx.execute(
        "insert into caption_ask (id, chat_id, thread, person_id, asked_at) values (1, $1, 0, $2, $3)",
        &[&chat, &volunteer.id, &millis],
    )?;
    tx.execute(
        "insert into album (id, chat_id, person_id, area_id, message_id, day, posted_at, caption, closes_at, ask_id)
         values (1, $1, $2, $3, 50, '2026-06-21', $4, '月河街 3人', $4, 1)",
        &[&chat, &volunteer.id, &here.id, &millis],
    )?;
    tx.execute(
        "insert into submission (id, album_id, chat_id, message_id, person_id, area_id, day, posted_at, source,
                                 file_id, file_unique, state, reason, content, stood)
         values (1, 1, $1, 50, $2, $3, '2026-06-21', $4, 'photo', 'f', 'u', 'waiting', 'review', 'photo', 1)",
        &[&chat, &volunteer.id, &here.id, &millis],
    )?;
    let below = area(tx, cx, "330502001")?;
    Ok((here.id, below.id, chat, dumps(tx)?))
}

/// A statement for each table, but for what is noted of every update: that it came, from whom and
/// where, what was answered, which menu its sender has.
fn dumps(read: &Read) -> Result<Vec<&'static str>, Failure> {
    let tables = read.all(
        "select name from sqlite_master where type = 'table' and substr(name, 1, 7) <> 'sqlite_'
             and name not in ('inbox', 'outbox', 'told', 'person', 'chat', 'menu') order by name",
        &[],
        |row| row.get::<String>("name"),
    )?;
    assert!(tables.len() > 20, "the tables are found: {tables:?}");
    let mut dumps = Vec::new();
    for table in tables {
        let sql = format!("select name from pragma_table_info('{table}') order by cid").leak();
        let columns = read.all(sql, &[], |row| row.get::<String>("name"))?;
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql = format!("select '{table} ' || {} as line from \"{table}\"", quoted.join(" || ' ' || "));
        dumps.push(&*sql.leak());
    }
    Ok(dumps)
}

fn dump(read: &Read, dumps: &[&'static str]) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for sql in dumps {
        lines.extend(read.all(sql, &[], |row| row.get::<String>("line"))?);
    }
    lines.sort();
    Ok(lines)
}

fn user(actor: Actor) -> Value {
    json!({ "id": actor.id(), "is_bot": false, "first_name": format!("{actor:?}"), "language_code": "zh-hans" })
}

fn chat() -> Value {
    json!({ "id": GROUP, "type": "supergroup", "title": "330502" })
}

/// A command, said in the group by somebody or in its name, or posted in the channel.
fn command(number: usize, actor: Actor, text: &str, to: Option<i64>) -> Value {
    let length = text.split(' ').next().unwrap_or_default().len();
    let id = 1000 + number;
    let mut message = json!({
        "message_id": id, "date": now().timestamp(), "chat": chat(), "text": text,
        "entities": [{ "type": "bot_command", "offset": 0, "length": length }],
    });
    if let Some(to) = to {
        message["reply_to_message"] = json!({
            "message_id": to, "date": now().timestamp(), "chat": chat(), "from": user(Volunteer), "text": "图",
        });
    }
    match actor {
        AsTheGroup => {
            message["sender_chat"] = chat();
            message["from"] = json!({
                "id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot",
            });
        }
        Channel => {
            let channel = json!({ "id": CHANNEL, "type": "channel", "title": "频道" });
            message["chat"] = channel.clone();
            message["sender_chat"] = channel;
            return json!({ "update_id": id, "channel_post": message });
        }
        _ => message["from"] = user(actor),
    }
    json!({ "update_id": id, "message": message })
}

fn press(number: usize, actor: Actor, data: &str) -> Value {
    let bot = json!({ "id": 1, "is_bot": true, "first_name": "集结", "username": "muster_bot" });
    json!({ "update_id": 1000 + number, "callback_query": {
        "id": "1", "from": user(actor), "chat_instance": "1", "data": data,
        "message": {
            "message_id": 900, "date": now().timestamp(), "chat": chat(), "from": bot, "text": "按钮",
        },
    } })
}

/// How a command is given: with what, in reply to which message, and whether it is about 330502.
fn given(name: &str) -> (String, Option<i64>, bool) {
    let (words, to, here) = match name {
        "bind" => (" 330502 field".to_owned(), None, true),
        "unbind" | "relay" => (String::new(), None, true),
        "move" => (" 330502001".to_owned(), Some(50), true),
        "appoint" => (format!(" lead 330503 {}", Volunteer.id()), None, false),
        "dismiss" => (format!(" lead 330502 {}", LeadHere.id()), None, false),
        "away" => (format!(" 7-5 {}", Volunteer.id()), None, false),
        _ => (String::new(), None, false),
    };
    (format!("/{name}{words}"), to, here)
}

struct Trial<'s> {
    stage: &'s Stage,
    refusals: Vec<String>,
    wrong: Vec<String>,
}

impl Trial<'_> {
    fn looks(&mut self, what: &str, actor: Actor, may: bool, update: &Value) {
        let (said, changed) = self.stage.tries(update);
        let refused = said.iter().find(|said| self.refusals.contains(said));
        match (may, refused) {
            (true, Some(refused)) => self.wrong.push(format!("{actor:?} may {what}, but hears: {refused}")),
            (false, None) => self.wrong.push(format!("{actor:?} may not {what}, but hears: {said:?}")),
            (false, Some(_)) if changed => {
                self.wrong.push(format!("{actor:?} is refused {what}, and yet something changed"));
            }
            (false, Some(_)) if said.len() > 1 => {
                self.wrong.push(format!("{actor:?} is refused {what}, and yet: {said:?}"));
            }
            _ => {}
        }
    }

    fn ends(self) {
        assert!(self.wrong.is_empty(), "\n{}\n", self.wrong.join("\n"));
    }
}

#[test]
fn every_command_is_for_whom_the_table_says() {
    let stage = Stage::new();
    let mut trial = Trial { refusals: stage.refusals(), stage: &stage, wrong: Vec::new() };
    let mut number = 0;
    for (name, who) in COMMANDS {
        let (text, to, here) = given(name);
        for actor in ACTORS {
            number += 1;
            let update = command(number, actor, &text, to);
            trial.looks(&format!("/{name}"), actor, actor.may(*who, here), &update);
        }
    }
    trial.ends();
}

#[test]
fn every_button_is_for_whom_the_table_says() {
    let stage = Stage::new();
    let mut trial = Trial { refusals: stage.refusals(), stage: &stage, wrong: Vec::new() };
    let mut number = 0;
    for (word, who) in PRESSES {
        // Of a button that has no sample above it is only known who may press it at all.
        let known = stage.data(word);
        let data = known.clone().unwrap_or_else(|| format!("{word}:1"));
        let owned = matches!(who, Who::Own | Who::OwnOrLeads | Who::Chat | Who::Everyone);
        if known.is_none() && owned {
            continue;
        }
        for actor in ACTORS.into_iter().filter(|actor| !actor.is_nobody()) {
            number += 1;
            let update = press(number, actor, &data);
            trial.looks(word, actor, actor.may(*who, known.is_some()), &update);
        }
    }
    trial.ends();
}
