//! What is said to the bot about areas: it is added, moved, bound, given a file.

use teloxide::types::{ChatMemberUpdated, Document, Message};
use teloxide::utils::command::parse_command;

use super::{Binding, Bound, Role, job, level_name, link, picker, rest, role_name, store};
use crate::directory::{self, Chat, Kind, Person};
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::roles;
use crate::features::turn::{self, Turn};
use crate::features::{self, commands::Given};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::Keyboard;

crate::presses! {
    /// The buttons that bind a chat, or a topic of it: it is named in each, since a channel's are
    /// pressed in private.
    pub enum Press: "area" {
        /// Shows an area (0: where the person may begin) and what lies directly below it.
        Walk { chat: ChatId, thread: i64, area: i64, page: i64 } = "walk",
        /// Binds as a field chat.
        Field { chat: ChatId, thread: i64, area: AreaId } = "field",
        /// Binds as a desk.
        Desk { chat: ChatId, thread: i64, area: AreaId } = "desk",
    }
}

/// What teloxide makes of a size that Telegram does not tell.
const UNKNOWN_SIZE: u32 = u32::MAX;

/// Areas that are offered for a code that there is not.
const OFFERS: usize = 8;

/// Takes the service messages by which a group says that it became a supergroup.
pub fn migrated(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let (from, to) = match (message.migrate_to_chat_id(), message.migrate_from_chat_id()) {
        (Some(to), _) => (turn.chat.telegram_id, to.0),
        (_, Some(from)) => (from.0, turn.chat.telegram_id),
        _ => return Ok(false),
    };
    directory::migrate_chat(turn.tx, from, to)?;
    Ok(true)
}

/// The bot was added, promoted, removed, blocked.
pub fn membership_changed(turn: &mut Turn, change: &ChatMemberUpdated) -> Result<(), Failure> {
    let (old, new) = (&change.old_chat_member.kind, &change.new_chat_member.kind);
    if !new.is_present() {
        return directory::mark_gone(turn.tx, turn.chat.id, turn.now);
    }
    if turn.is_private() {
        return Ok(());
    }
    directory::mark_admin(turn.tx, turn.chat.id, new.is_privileged())?;
    if !old.is_present() {
        let by = turn.person.as_ref().map(|person| person.id);
        directory::mark_added(turn.tx, turn.chat.id, by)?;
        turn.chat.added_by = by;
        return match turn.chat.kind {
            Kind::Channel => greet_channel(turn),
            _ => greet_group(turn),
        };
    }
    if new.is_privileged() && !old.is_privileged() && store::clear_blind(turn.tx, turn.chat.id)? {
        turn.say(&say!("areas-sight-well"))?;
    }
    if !new.is_privileged() && old.is_privileged() && turn.chat.kind != Kind::Channel {
        job::look(turn.tx, turn.chat.id, &format!("update:{}", turn.update_id), turn.now)?;
    }
    Ok(())
}

fn greet_group(turn: &mut Turn) -> Result<(), Failure> {
    job::look(turn.tx, turn.chat.id, &format!("update:{}", turn.update_id), turn.now)?;
    let tree = turn.cx.tree(turn.tx)?;
    let bound = store::bindings_of(turn.tx, turn.chat.id)?;
    if link::was_followed(turn)? {
        return Ok(());
    }
    if let Some(area) = bound.first().and_then(|binding| tree.get(binding.area)) {
        turn.say(&say!("areas-back", area = &area.name))?;
        return Ok(());
    }
    let campaign = &turn.cx.config.campaign.name;
    let page = match turn.person.clone().filter(|_| !tree.is_empty()) {
        Some(person) => picker::begin(turn, &person, turn.chat.id, 0)?,
        None => None,
    };
    let key = match page {
        Some((pick, keyboard)) => {
            turn.say_with(&say!("areas-hello-bind", campaign = campaign, pick = pick), keyboard)?
        }
        None => turn.say(&say!("areas-hello", campaign = campaign))?,
    };
    let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
    store::keep_greeting(turn.tx, turn.chat.id, &key, today)
}

/// A channel has an audience, so its buttons go to whoever added the bot, in private.
fn greet_channel(turn: &mut Turn) -> Result<(), Failure> {
    let Some(person) = keeper(turn)? else { return Ok(()) };
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? else {
        turn.say(&say!("areas-channel-hello"))?;
        return Ok(());
    };
    let Some((pick, keyboard)) = picker::begin_in(turn, &person, turn.chat.id, 0, locale)? else {
        return Ok(());
    };
    let say = say!("areas-channel-bind", title = &turn.chat.title, pick = pick);
    let html = turn.cx.texts.html(locale, &say);
    let key = turn.next_key();
    outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)).with(keyboard), turn.now)?;
    Ok(())
}

/// Who answers for what is posted in a channel, which has no author: the admin or lead who brought
/// the bot in.
pub fn keeper(turn: &Turn) -> Result<Option<Person>, Failure> {
    let Some(by) = turn.chat.added_by.filter(|_| turn.chat.kind == Kind::Channel) else { return Ok(None) };
    let Some(person) = directory::person_by_id(turn.tx, by)? else { return Ok(None) };
    let may = roles::is_admin(turn.tx, turn.cx, &person)? || !roles::led_by(turn.tx, by)?.is_empty();
    Ok(Some(person).filter(|_| may))
}

fn actor(turn: &Turn) -> Result<Option<Person>, Failure> {
    match &turn.person {
        Some(person) => Ok(Some(person.clone())),
        None => keeper(turn),
    }
}

/// What stands behind `/bind`.
pub(super) struct Wanted<'w> {
    pub code: &'w str,
    pub role: Option<Role>,
}

/// Reads `CODE [field|desk]`.
pub(super) fn wanted<'w>(words: &[&'w str]) -> Option<Wanted<'w>> {
    match words {
        [code] => Some(Wanted { code, role: None }),
        [code, role] => Some(Wanted { code, role: Some(role_named(role)?) }),
        _ => None,
    }
}

/// What a chat is bound as where nothing is said.
pub(super) fn usual_role(cx: &Context, area: &Area, kind: Kind) -> Role {
    match kind {
        Kind::Channel => Role::Desk,
        _ if area.level >= cx.config.photos.quota_level => Role::Field,
        _ => Role::Desk,
    }
}

/// `/bind CODE [field|desk]`; without a code, the buttons. In private it makes a link.
pub fn bind(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = actor(turn)? else { return Ok(()) };
    if turn.is_private() {
        return link::make(turn, given);
    }
    let tree = turn.cx.tree(turn.tx)?;
    if tree.is_empty() {
        turn.reply(&say!("areas-none"))?;
        return Ok(());
    }
    if given.words.is_empty() {
        match picker::begin(turn, &person, turn.chat.id, turn.thread)? {
            Some((say, keyboard)) => turn.reply_with(&say, keyboard)?,
            None => turn.reply(&say!("areas-not-yours"))?,
        };
        return Ok(());
    }
    let Some(Wanted { code, role }) = wanted(&given.words) else {
        turn.reply(&say!("areas-bind-usage"))?;
        return Ok(());
    };
    let Some(area) = tree.by_code(code) else {
        let mut offers = Vec::new();
        for area in tree.search(code) {
            if offers.len() < OFFERS && roles::answers_for(turn.tx, turn.cx, &person, area.id)? {
                offers.push(area);
            }
        }
        let keyboard = picker::offers(turn.chat.id, turn.thread, &offers);
        let say = match offers.is_empty() {
            true => say!("areas-code-unknown", code = code),
            false => say!("areas-code-offers", code = code),
        };
        turn.reply_with(&say, keyboard)?;
        return Ok(());
    };
    let role = role.unwrap_or(usual_role(turn.cx, area, turn.chat.kind));
    let site = turn.chat.clone();
    let thread = turn.thread;
    let (done, said) = bind_to(turn, &person, &site, thread, area, role)?;
    let keyboard = if done { welcome(turn, &site, thread, area, role)? } else { Keyboard::default() };
    turn.reply_with(&said, keyboard)?;
    Ok(())
}

/// What stands under the words that welcome a group: volunteers join by one tap, and what was posted
/// there today for another area is taken along by another.
pub(super) fn welcome(
    turn: &Turn,
    site: &Chat,
    thread: i64,
    area: &Area,
    role: Role,
) -> Result<Keyboard, Failure> {
    if role == Role::Desk {
        return Ok(Keyboard::default());
    }
    let join = features::join_button(turn, area.id, &area.name);
    let moves = features::rebound_button(turn, site.id, thread, area)?;
    Ok(Keyboard::column([join].into_iter().chain(moves)))
}

/// What people call the two uses of a chat.
fn role_named(word: &str) -> Option<Role> {
    match word.to_lowercase().as_str() {
        "field" | "群众" | "群众群" | "群眾" | "群眾群" => Some(Role::Field),
        "desk" | "协调" | "协调群" | "協調" | "協調群" => Some(Role::Desk),
        _ => None,
    }
}

/// Binds if this person may; whether it is bound now, and what to say of it.
pub(super) fn bind_to(
    turn: &mut Turn,
    person: &Person,
    site: &Chat,
    thread: i64,
    area: &Area,
    role: Role,
) -> Result<(bool, Say), Failure> {
    if !roles::answers_for(turn.tx, turn.cx, person, area.id)? {
        return Ok((false, say!("areas-not-yours")));
    }
    if role == Role::Field && site.kind == Kind::Channel {
        return Ok((false, say!("areas-channel-desk")));
    }
    if role == Role::Field && area.level < turn.cx.config.photos.quota_level {
        let level = level_name(&turn.cx.config, turn.cx.config.photos.quota_level);
        return Ok((false, say!("areas-field-too-high", area = &area.name, level = level)));
    }
    let tree = turn.cx.tree(turn.tx)?;
    if let Some(before) = store::binding_here(turn.tx, site.id, thread)?
        && !roles::answers_for(turn.tx, turn.cx, person, before.area)?
    {
        let area = tree.get(before.area).map_or("", |area| &area.name);
        return Ok((false, say!("areas-bound-elsewhere", area = area)));
    }
    let bound = super::bind(turn.tx, site.id, thread, area, role, person.id, turn.now)?;
    if role == Role::Field && bound != Bound::Already {
        job::look(turn.tx, site.id, &format!("update:{}", turn.update_id), turn.now)?;
    }
    let say = match (bound, role) {
        (Bound::Already, _) => say!("areas-bound-already", area = &area.name, role = role_name(role)),
        (Bound::Instead(Binding { area: from, role: was, .. }), _) => {
            let from = tree.get(from).map_or("", |area| &area.name);
            say!(
                "areas-bound-instead",
                from = from,
                was = role_name(was),
                area = &area.name,
                role = role_name(role)
            )
        }
        (Bound::New, Role::Field) => say!("areas-bound-field", area = &area.name, code = &area.code),
        (Bound::New, Role::Desk) if site.kind == Kind::Channel => {
            say!("areas-bound-desk-channel", title = &site.title, area = &area.name, code = &area.code)
        }
        (Bound::New, Role::Desk) => say!("areas-bound-desk", area = &area.name, code = &area.code),
    };
    Ok((true, say))
}

/// `/unbind`, of this topic or chat.
pub fn unbind(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = actor(turn)? else { return Ok(()) };
    let binding = store::binding_here(turn.tx, turn.chat.id, turn.thread)?;
    let Some(binding) = binding.filter(|_| !turn.is_private()) else {
        turn.reply(&say!("areas-unbind-nothing"))?;
        return Ok(());
    };
    if !roles::answers_for(turn.tx, turn.cx, &person, binding.area)? {
        turn.reply(&say!("areas-not-yours"))?;
        return Ok(());
    }
    super::unbind(turn.tx, turn.cx, binding, person.id, turn.now)?;
    let tree = turn.cx.tree(turn.tx)?;
    turn.reply(&say!("areas-unbound", area = tree.get(binding.area).map_or("", |area| &area.name)))?;
    Ok(())
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (Press::Walk { chat, .. } | Press::Field { chat, .. } | Press::Desk { chat, .. }) = press;
    let (Some(person), Some(site)) = (turn.person.clone(), directory::chat_by_id(turn.tx, chat)?) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    // A made-up press must not bind a chat that the presser has nothing to do with.
    let here = site.id == turn.chat.id || (turn.is_private() && site.added_by == Some(person.id));
    if !here {
        return Ok(turn.answer(&say!("areas-not-yours")));
    }
    let tree = turn.cx.tree(turn.tx)?;
    match press {
        Press::Walk { thread, area, page, .. } => {
            let shown = match tree.living(AreaId::from(area)) {
                Some(area) => picker::at(turn, &person, chat, thread, area, page)?,
                None => picker::begin(turn, &person, chat, thread)?,
            };
            let Some((say, keyboard)) = shown else { return Ok(turn.answer(&say!("areas-not-yours"))) };
            show(turn, &say, keyboard)?;
        }
        Press::Field { thread, area, .. } | Press::Desk { thread, area, .. } => {
            let role = if matches!(press, Press::Field { .. }) { Role::Field } else { Role::Desk };
            let Some(area) = tree.living(area) else {
                return Ok(turn.answer(&say!("button-too-old")));
            };
            let (done, said) = bind_to(turn, &person, &site, thread, area, role)?;
            if !done {
                return Ok(turn.answer(&said));
            }
            let keyboard = welcome(turn, &site, thread, area, role)?;
            show(turn, &said, keyboard)?;
        }
    }
    Ok(PressAnswer::default())
}

/// Changes the message whose button was pressed.
fn show(turn: &mut Turn, say: &Say, keyboard: Keyboard) -> Result<(), Failure> {
    let html = turn.html(say);
    let pressed = turn.message_id.unwrap_or_default();
    match outbox::find_by_message(turn.tx, turn.chat.id, pressed)? {
        Some(found) => {
            let body = Body::EditText { of: found.key, html, keyboard };
            outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, body), turn.now)?;
        }
        None => {
            turn.post(Body::text(html), keyboard, false)?;
        }
    }
    Ok(())
}

/// `/areas`: how the tree stands; `/areas pause CODE` and its like change what areas owe.
pub fn areas(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    rest::asked(turn, &given.words)
}

pub(super) fn levels(turn: &Turn) -> String {
    turn.cx.config.areas.levels.join(" > ")
}

/// The file that a message brings, where a table is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// Telegram's id of it.
    File(String),
    NoFile,
    NotCsv,
    TooBig,
}

/// Reads what a message brings; of so many bytes at most.
pub fn table_in(message: &Message, most: u32) -> Table {
    let Some(document) = message.document() else { return Table::NoFile };
    let size = document.file.size;
    match is_table(document) {
        false => Table::NotCsv,
        true if size > most && size != UNKNOWN_SIZE => Table::TooBig,
        true => Table::File(document.file.id.0.clone()),
    }
}

/// Whether the caption of a message is this command.
pub fn is_captioned(turn: &Turn, message: &Message, command: &str) -> bool {
    let caption = message.caption().and_then(|caption| parse_command(caption, &turn.cx.me.username));
    caption.is_some_and(|(name, _)| name.eq_ignore_ascii_case(command))
}

fn is_table(document: &Document) -> bool {
    let named = document.file_name.as_deref().unwrap_or_default().to_lowercase();
    let typed = document.mime_type.as_ref().map(|kind| kind.essence_str().to_owned()).unwrap_or_default();
    named.ends_with(".csv") || typed == "text/csv"
}

/// Takes a file with the caption `/areas`; who forgot the caption hears how it is done.
pub fn import_file(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let asked = is_captioned(turn, message, "areas");
    let table = message.document().is_some_and(is_table);
    if !(asked || table && turn.is_private()) {
        return Ok(false);
    }
    let admin = match &turn.person {
        Some(person) if roles::is_admin(turn.tx, turn.cx, person)? => person.id,
        _ if !asked => return Ok(false),
        _ => {
            turn.reply(&say!("only-admins"))?;
            return Ok(true);
        }
    };
    if !asked {
        turn.reply(&say!("areas-import-how", levels = levels(turn)))?;
        return Ok(true);
    }
    let file_id = match table_in(message, job::MAX_FILE) {
        Table::File(file_id) => file_id,
        other => {
            turn.reply(&match other {
                Table::NoFile => say!("areas-import-no-file"),
                Table::NotCsv => say!("areas-import-not-csv"),
                _ => say!("areas-import-too-big"),
            })?;
            return Ok(true);
        }
    };
    let asked = job::Asked {
        file_id,
        chat: turn.chat.id.get(),
        thread: turn.thread,
        message: message.id.0.into(),
        by: admin.get(),
    };
    asked.enqueue(turn.tx, turn.update_id, turn.now)?;
    Ok(true)
}
