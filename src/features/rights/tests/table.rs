//! Every command and every kind of button, by everybody who might try: what is refused says so and
//! changes nothing, what is allowed is not refused.

use std::sync::{Arc, Mutex};

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use teloxide::types::Update;

use super::{COMMANDS, PRESSES};
use crate::clock::{Clock, Time};
use crate::directory;
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::rights::Who;
use crate::features::roles::{self, Held, Role, handover};
use crate::features::testing::{AREAS, area, at, context, group, lead, person};
use crate::features::{Features, areas, photos, signup, teams};
use crate::i18n::{Locale, Say};
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
            Who::Members => self == Volunteer || self.answers_here() || self == LeadElsewhere,
            Who::Inspectors => {
                self.answers_here()
                    || self == InspectorHere
                    || (!here && matches!(self, InspectorElsewhere | LeadElsewhere))
            }
            Who::Leads | Who::Keepers => self.answers_here() || (!here && self == LeadElsewhere),
            Who::Top => self.is_admin() || self == LeadAbove,
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
    volunteer: PersonId,
    /// What dumps each table that a refusal leaves alone, and what they hold.
    dumps: Arc<Vec<&'static str>>,
    held: Arc<Vec<String>>,
}

/// A button to try: what it sends back, and where it stands.
struct Sample {
    data: String,
    in_private: bool,
    /// Whether it is about 330502, the photo, the child, the team of the stage; else only the table
    /// itself says who may press it.
    here: bool,
}

/// Buttons that name nobody: each acts on what is the presser's own, whoever that is, and so has
/// nobody to refuse.
const OF_THE_PRESSER: &[&str] = &[
    "child:own",
    "child:grown",
    "child:young",
    "child:all",
    "child:add",
    "child:parent",
    "child:class",
    "team:leave",
    "reward:mine",
    "mute:mine",
    "me:age",
    "me:skill",
    "me:done",
    "me:skip",
    "me:back",
    "me:change",
    "me:remove",
    "me:show",
    "me:areas",
    "me:home",
    "me:leave",
    "me:left",
    "me:more",
    "me:langs",
    "me:speak",
    "me:boards",
    "me:family",
    "me:data",
    "me:forget",
];

/// Whether somebody may choose a group's language, Telegram is asked, who knows the group's admins.
const TELEGRAM_KNOWS: &[&str] = &["lang:chat"];

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
        let Set { here, below, group, volunteer, dumps, held } =
            futures::executor::block_on(store.write(move |tx| set_up(tx, &cx))).expect("a stage");
        let (dumps, held) = (Arc::new(dumps), Arc::new(held));
        let features = Arc::new(Features::new(tools));
        Stage { _folder: folder, store, features, here, below, group, volunteer, dumps, held }
    }

    /// Handles an update, and takes all back again: what was said, and what changed if that is asked.
    fn tries(&self, update: &Value, and_changed: bool) -> (Vec<String>, Vec<String>) {
        let update: Update = serde_json::from_str(&update.to_string()).expect("an update");
        let (features, dumps, held) = (self.features.clone(), self.dumps.clone(), self.held.clone());
        let seen = Arc::new(Mutex::new(None));
        let see = seen.clone();
        let write = self.store.write(move |tx| -> Result<(), Failure> {
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
            let mut changed = Vec::new();
            if and_changed {
                let holds = dump(tx, &dumps)?;
                changed.extend(holds.iter().filter(|line| !held.contains(line)).cloned());
                changed.extend(
                    held.iter().filter(|line| !holds.contains(line)).map(|line| format!("no {line}")),
                );
            }
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
            say!("only-top"),
            say!("only-leads"),
            say!("only-inspectors"),
            say!("only-members"),
            say!("only-as-yourself"),
            say!("areas-not-yours"),
            say!("photos-only-the-sender"),
            say!("photos-undo-not-yours"),
            say!("collage-not-yours", area = "吴兴区"),
            say!("teams-not-yours"),
            say!("rewards-not-yours"),
            say!("rewards-not-own"),
            say!("privacy-not-yours"),
            say!("minors-link-answered"),
            say!("signup-home-not-yours", area = "吴兴区"),
            say!("signup-leave-not-yours", name = "Volunteer"),
            say!("profile-who-elsewhere", name = "Volunteer"),
            say!("points-why-not-yours"),
            say!("mute-only-leads"),
        ];
        let texts = self.features.tools().cx.texts.clone();
        says.iter().map(|say| texts.plain(Locale::ZhCn, say)).collect()
    }

    fn says(&self, say: Say) -> String {
        self.features.tools().cx.texts.plain(Locale::ZhCn, &say)
    }

    /// A button of this kind; none if this test has not learned of it.
    fn sample(&self, word: &str) -> Option<Sample> {
        let (here, below, chat, day) = (self.here, self.below, self.group, day());
        let whose = self.volunteer;
        let feature = word.split(':').next().unwrap_or_default();
        let in_private = matches!(
            feature,
            "child"
                | "apply"
                | "team"
                | "reward"
                | "shop"
                | "draw"
                | "privacy"
                | "lang"
                | "plan"
                | "audit"
                | "who"
                | "why"
                | "bulletin"
                | "rank"
        );
        let of_an_area = !matches!(
            word,
            "child:wait"
                | "apply:open"
                | "review:begin"
                | "review:pile"
                | "award:undo"
                | "shop:list"
                | "shop:new"
                | "rank:why"
        );
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
            "top:show" => format!("0:500000000:1:0:{whose}"),
            "relay:now" => format!("{here}"),
            "remind:word" => format!("{here}:1"),
            "digest:remind" | "digest:export" | "relay:send" | "relay:show" | "relay:pick" | "relay:done"
            | "relay:auto" => {
                format!("{here}:{day}")
            }
            "digest:why" => format!("{here}:{day}:0:0"),
            "digest:levels" | "relay:page" | "relay:photos" => format!("{here}:{day}:0"),
            "relay:photo" => format!("{here}:{day}:0:1"),
            "join:area" | "join:invite" | "join:home" | "team:new" | "team:in" => format!("{here}"),
            "join:below" | "team:list" => format!("{here}:0"),
            "join:found" => format!("{here}:0:6:0"),
            "join:leave" => format!("{whose}:{here}"),
            "join:stay" => format!("{whose}"),
            "child:yes" | "child:no" | "child:older" => "3:3".to_owned(),
            "child:paper" => "1:1".to_owned(),
            "child:one" | "child:link" | "child:off" | "child:offyes" | "child:waits" => "1".to_owned(),
            "child:name" | "child:bare" | "child:back" | "child:backyes" | "child:data" | "child:erase"
            | "child:eraseyes" => "2".to_owned(),
            "child:wait" => "0".to_owned(),
            "apply:yes" | "apply:no" => "1".to_owned(),
            "apply:open" | "review:begin" | "lang:telegram" => String::new(),
            "team:show" | "team:rename" | "team:dissolve" | "team:end" => "1".to_owned(),
            "team:join" | "team:members" => "1:0".to_owned(),
            "reward:page" | "shop:list" => "0".to_owned(),
            "reward:take" | "reward:why" | "shop:per" => "1:0".to_owned(),
            "reward:again" => "1:1:0".to_owned(),
            "reward:cancel" | "reward:cancelyes" | "reward:hand" | "reward:refuse" | "reward:card" => {
                "1".to_owned()
            }
            "shop:show" | "shop:out" | "shop:in" => "1".to_owned(),
            "shop:new" => String::new(),
            "shop:newat" => format!("{here}"),
            "shop:ask" | "shop:clear" => "1:3".to_owned(),
            "shop:counter" => format!("1:{here}"),
            "draw:desks" | "draw:here" | "draw:drop" => "1".to_owned(),
            "draw:off" | "draw:offyes" | "draw:show" | "draw:mine" => "2".to_owned(),
            "review:pile" => "1".to_owned(),
            "mute:mine" | "mute:chat" | "lang:mine" => "0".to_owned(),
            "plan:new" | "plan:back" | "plan:drop" | "plan:save" => String::new(),
            "plan:runyes" => "0:0".to_owned(),
            word if word.starts_with("plan:") => "0".to_owned(),
            "who:phone" => format!("{whose}"),
            "why:person" => format!("{whose}:500000000:0"),
            "why:area" => format!("{here}:500000000:0"),
            "why:team" => "1:500000000:0".to_owned(),
            "award:undo" => "1".to_owned(),
            "bulletin:part" => "1:0".to_owned(),
            "bulletin:other" => "1:1".to_owned(),
            _ if feature == "bulletin" => "1".to_owned(),
            "rank:if" | "rank:use" => "1:30020050".to_owned(),
            "rank:final" => "2".to_owned(),
            "rank:why" | "rank:appeal" => format!("2:{here}"),
            _ if feature == "rank" => "1".to_owned(),
            "audit:all" => "0".to_owned(),
            "audit:person" => format!("{whose}:0"),
            "audit:area" => format!("{here}:0"),
            "privacy:erase" | "privacy:keep" | "privacy:order" | "privacy:leave" => format!("{whose}"),
            _ => return None,
        };
        let data = if rest.is_empty() { word.to_owned() } else { format!("{word}:{rest}") };
        Some(Sample { data, in_private, here: of_an_area })
    }
}

struct Set {
    here: AreaId,
    below: AreaId,
    group: ChatId,
    volunteer: PersonId,
    dumps: Vec<&'static str>,
    held: Vec<String>,
}

fn set_up(tx: &mut Tx, cx: &Context) -> Result<Set, Failure> {
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
    // Another's pupil of whom the volunteer is the guardian, a pupil of the volunteer's own, and a child
    // with an account whose link the volunteer opened; the last two wait.
    let (teacher, child) = (person(tx, 160, "老师")?, person(tx, 161, "孩子")?);
    for (number, whose, proxy, state, guardian) in [
        (1, None, Some(volunteer.id), "asked", None),
        (2, None, Some(teacher.id), "given", Some(volunteer.id)),
        (3, Some(child.id), None, "asked", Some(volunteer.id)),
    ] {
        tx.execute(
            "insert into child (id, person_id, proxy_id, area_id, pseudonym, since)
             values ($1, $2, $3, $4, 'child ' || $1, $5)",
            &[&number, &whose, &proxy, &here.id, &millis],
        )?;
        tx.execute(
            "insert into consent (id, child_id, code, state, guardian_id, asked_at)
             values ($1, $1, 'code ' || $1, $2, $3, $4)",
            &[&number, &state, &guardian, &millis],
        )?;
    }
    let applicant = person(tx, 162, "报名的人")?;
    tx.execute(
        "insert into application (id, person_id, area_id, asked_at, state) values (1, $1, $2, $3, 'waiting')",
        &[&applicant.id, &here.id, &millis],
    )?;
    tx.execute(
        "insert into reward (id, name, price, area_id, stock, made_at) values (1, '红马甲', 50, $1, 0, $2)",
        &[&here.id, &millis],
    )?;
    tx.execute(
        "insert into reservation (id, key, code, reward_id, person_id, area_id, price, taken, day, at, until, state)
         values (1, 'press', 'K7M2P9', 1, $1, $2, 50, 0, '2026-06-21', $3, $3 + 1, 'open')",
        &[&volunteer.id, &here.id, &millis],
    )?;
    for (draw, state) in [(1, "draft"), (2, "open")] {
        tx.execute(
            "insert into draw (id, name, winners, points, period, day, state, made_at)
             values ($1, '头盔', 1, 10, 500000000, '2026-07-15', $2, $3)",
            &[&draw, &state, &millis],
        )?;
    }
    tx.execute(
        "insert into bulletin (id, first_day, last_day, state, made_at, touched_at)
         values (1, '2026-06-14', '2026-06-20', 'draft', $1, $1)",
        &[&millis],
    )?;
    for (ranking, month, state) in [(1, "2026-05-01", "draft"), (2, "2026-04-01", "provisional")] {
        tx.execute(
            "insert into ranking (id, month, state, appeals_until, made_at, touched_at)
             values ($1, $2, $3, '2026-06-30', $4, $4)",
            &[&ranking, &month, &state, &millis],
        )?;
    }
    tx.execute(
        "insert into ranking_appeal (id, ranking_id, area_id, person_id, said, at, state)
         values (1, 2, $1, $2, '少算了', $3, 'open')",
        &[&here.id, &volunteer.id, &millis],
    )?;
    teams::make(tx, here.id, "红队", Some(volunteer.id), None, now())?;
    // Each has given the name of a new team, and is asked of which area.
    let asks = Conversation { kind: Kind::Teams, step: "where".to_owned(), data: "蓝队".to_owned() };
    for actor in ACTORS.into_iter().filter(|actor| !actor.is_nobody()) {
        let whose = person(tx, actor.id(), &format!("{actor:?}"))?;
        let chat = directory::see_chat(tx, actor.id(), directory::Kind::Private, "", Some(whose.id))?;
        conversations::ask(tx, whose.id, chat.id, &asks, now())?;
        for kind in ["bulletin", "ranking"] {
            tx.execute(
                "insert into draft_letter (kind, draft_id, chat_id, key) values ($1, 1, $2, 'draft')",
                &[&kind, &chat.id],
            )?;
        }
    }
    let below = area(tx, cx, "330502001")?;
    let dumps = dumps(tx)?;
    let held = dump(tx, &dumps)?;
    Ok(Set { here: here.id, below: below.id, group: chat, volunteer: volunteer.id, dumps, held })
}

/// A statement for each table, but for what is noted of every update: that it came, from whom and
/// where, what was answered, which menu its sender has, and what they were being asked.
fn dumps(read: &Read) -> Result<Vec<&'static str>, Failure> {
    let tables = read.all(
        "select name from sqlite_master where type = 'table' and substr(name, 1, 7) <> 'sqlite_'
             and name not in ('inbox', 'outbox', 'told', 'person', 'chat', 'menu', 'conversation') order by name",
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

fn press(number: usize, actor: Actor, sample: &Sample) -> Value {
    let chat = match sample.in_private {
        true => json!({ "id": actor.id(), "type": "private", "first_name": format!("{actor:?}") }),
        false => chat(),
    };
    let bot = json!({ "id": 1, "is_bot": true, "first_name": "集结", "username": "muster_bot" });
    json!({ "update_id": 1000 + number, "callback_query": {
        "id": "1", "from": user(actor), "chat_instance": "1", "data": sample.data,
        "message": {
            "message_id": 900, "date": now().timestamp(), "chat": chat, "from": bot, "text": "按钮",
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

impl<'s> Trial<'s> {
    fn of(stage: &'s Stage) -> Self {
        Trial { refusals: stage.refusals(), stage, wrong: Vec::new() }
    }

    fn looks(&mut self, what: &str, actor: Actor, may: bool, update: &Value) {
        let (said, changed) = self.stage.tries(update, !may);
        let refused = said.iter().find(|said| self.refusals.contains(said));
        match (may, refused) {
            (true, Some(refused)) => self.wrong.push(format!("{actor:?} may {what}, but hears: {refused}")),
            (false, None) => self.wrong.push(format!("{actor:?} may not {what}, but hears: {said:?}")),
            (false, Some(_)) if !changed.is_empty() => {
                self.wrong
                    .push(format!("{actor:?} is refused {what}, and yet something changed: {changed:?}"));
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
    let mut trial = Trial::of(&stage);
    let mut number = 0;
    for (name, who) in COMMANDS {
        let (text, to, here) = given(name);
        for actor in ACTORS {
            // Of itself a group or channel is told to ask as somebody, by some of what is for everyone.
            if *who == Who::Everyone && actor.is_nobody() {
                continue;
            }
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
    let mut trial = Trial::of(&stage);
    // What is out of date would else pass for allowed, and where it is refused for a refusal.
    trial.refusals.push(stage.says(say!("button-too-old")));
    let mut number = 0;
    for (word, who) in PRESSES {
        if OF_THE_PRESSER.contains(word) || TELEGRAM_KNOWS.contains(word) {
            continue;
        }
        let sample = stage.sample(word).unwrap_or_else(|| panic!("no button to try of {word}"));
        for actor in ACTORS.into_iter().filter(|actor| !actor.is_nobody()) {
            number += 1;
            let update = press(number, actor, &sample);
            trial.looks(word, actor, actor.may(*who, sample.here), &update);
        }
    }
    trial.ends();
}
