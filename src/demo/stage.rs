//! The actors: they do in the emulator's world what the day says.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context as _;
use axum::body::Bytes;
use jpeg_encoder::{ColorType, Encoder};

use super::day::{Button, Day, Deed, Photo, Replies, Step, Words, csv_of};
use crate::config::Locale;
use crate::emulator::{ChatId, Emulator, Message, MessageId, Post, UserId, World};
use crate::error::Failure;

/// How well the pieces of photos are kept, as by a phone.
const QUALITY: u8 = 80;

/// The people and the chats of a day, by the day's keys.
pub struct Stage {
    pub people: BTreeMap<String, UserId>,
    pub chats: BTreeMap<String, ChatId>,
    /// What everybody's names and words are in.
    locale: Locale,
    /// The photos ready to be posted; those of a crowd are made one by one.
    photos: BTreeMap<Photo, Bytes>,
    /// What a photo is called when it is shown in words.
    names: HashMap<blake3::Hash, String>,
    /// The photos of the tray, by name.
    tray: BTreeMap<String, Bytes>,
}

impl Stage {
    /// Lets everybody appear.
    pub fn set(day: &Day, world: &mut World, locale: Locale) -> Result<Stage, Failure> {
        let language = super::language(locale);
        let people: BTreeMap<String, UserId> = day
            .people
            .iter()
            .map(|person| {
                let user = world.new_user(person.name.of(locale), Some(language));
                world.set_username(user, &person.key);
                (person.key.clone(), user)
            })
            .collect();
        let person = |key: &str| people.get(key).copied().with_context(|| format!("no person {key:?}"));
        let mut chats = BTreeMap::new();
        for chat in &day.chats {
            let (owner, title) = (person(&chat.owner)?, chat.title.of(locale));
            let id = if chat.channel {
                world.new_channel(title, owner)
            } else {
                world.new_supergroup(title, owner)
            };
            for member in chat.members.iter().chain(&chat.signed_up) {
                world.join(person(member)?, id);
            }
            chats.insert(chat.key.clone(), id);
        }
        Stage::found(day, locale, people, chats)
    }

    /// A stage that stands already: the ids of its people and chats, by the day's keys.
    pub fn found(
        day: &Day,
        locale: Locale,
        people: BTreeMap<String, UserId>,
        chats: BTreeMap<String, ChatId>,
    ) -> Result<Stage, Failure> {
        let (mut photos, mut names) = (BTreeMap::new(), HashMap::new());
        for step in day.steps.iter().filter(|step| !step.hurried) {
            let Deed::Post { photos: posted, .. } = &step.deed else { continue };
            for photo in posted {
                let bytes = cut(photo, day)?;
                names.insert(blake3::hash(&bytes), photo.name());
                photos.insert(photo.clone(), bytes);
            }
        }
        let tray = day.tray.iter().map(|sample| Ok((sample.name.clone(), cut(&sample.photo, day)?)));
        let tray = tray.collect::<Result<BTreeMap<_, _>, Failure>>()?;
        Ok(Stage { people, chats, locale, photos, names, tray })
    }

    /// The photo of that name in the tray.
    pub fn tray(&self, name: &str) -> Option<&Bytes> {
        self.tray.get(name)
    }

    /// Lets a person do it; `claim` is the link that makes the first admin. Returns what a pressed
    /// button said, by the press.
    pub fn perform(
        &self,
        step: &Step,
        day: &Day,
        emulator: &Emulator,
        claim: Option<&str>,
    ) -> Result<Option<(String, String)>, Failure> {
        // Pictures are cut before anybody is kept from looking at the world.
        let ready = match &step.deed {
            // What befalls the world is whoever's who moves its clock.
            Deed::Nothing | Deed::Trouble(_) => return Ok(None),
            Deed::Post { photos, file, .. } => self.posts(photos, file.as_deref(), day)?,
            _ => Vec::new(),
        };
        let mut world = emulator.world();
        let who = self.person(&step.who)?;
        let chat = match &step.chat {
            Some(key) => self.chat(key)?,
            None => who.into(),
        };
        match &step.deed {
            Deed::Nothing | Deed::Trouble(_) => {}
            Deed::Claim => {
                let link = claim.context("there is an admin already, so there is no link")?;
                world.follow_link(who, link)?;
            }
            Deed::Start(payload) => {
                world.open_bot(who, Some(payload))?;
            }
            Deed::AddBot => world.add_bot(chat, who, true),
            Deed::Join => {
                anyhow::ensure!(world.join(who, chat), "they were removed from the group");
            }
            Deed::Press(button) => {
                let (message, data, label) = find_button(&world, chat, button)?;
                return Ok(Some((world.press(who, chat, message, &data)?, label)));
            }
            Deed::Edit(words) => {
                let own = newest(&world, chat, |message| message.from == Some(who));
                let own = own.context("they have posted nothing here that could be edited")?;
                world.edit_text(who, chat, own, words.of(self.locale))?;
            }
            Deed::Post { text, replies, .. } => {
                if step.chat.is_none() {
                    world.unlock(who);
                }
                let answered = answered(&world, chat, who, *replies)?;
                self.post(&mut world, (who, chat), ready, text, answered)?;
            }
        }
        Ok(None)
    }

    fn post(
        &self,
        world: &mut World,
        (who, chat): (UserId, ChatId),
        mut posts: Vec<Post>,
        text: &Words,
        answered: Option<MessageId>,
    ) -> Result<(), Failure> {
        let text = text.of(self.locale);
        // Telegram shows one caption under an album where one part has it.
        let first = if posts.is_empty() { Post::text(text) } else { posts.remove(0).caption(text) };
        let first = match answered {
            Some(id) => first.reply_to(id),
            None => first,
        };
        if posts.is_empty() {
            world.say(who, chat, first)?;
        } else {
            world.post_album(who, chat, std::iter::once(first).chain(posts))?;
        }
        Ok(())
    }

    /// What a step's photos or its file are, ready to be sent.
    fn posts(&self, photos: &[Photo], file: Option<&str>, day: &Day) -> Result<Vec<Post>, Failure> {
        if let Some(name) = file {
            let bytes = self.file(day, name)?;
            let short = name.rsplit('/').next().unwrap_or(name);
            return Ok(vec![Post::document(short, mime(short), bytes)]);
        }
        let photo = |photo: &Photo| {
            let bytes = self.photos.get(photo).cloned().map_or_else(|| cut(photo, day), Ok)?;
            Ok(Post::photo(bytes))
        };
        photos.iter().map(photo).collect()
    }

    /// What the narrator says can be read in the step's chat, and cannot.
    pub fn unshown(&self, step: &Step, world: &World) -> Result<Vec<String>, Failure> {
        let chat = match &step.chat {
            Some(key) => self.chat(key)?,
            None if step.shows.is_empty() => return Ok(Vec::new()),
            None => self.person(&step.who)?.into(),
        };
        let said: Vec<&Message> = world.messages(chat);
        let said: Vec<&str> =
            (said.into_iter().filter(|message| !message.deleted && from_bot(world, message)))
                .map(Message::text)
                .collect();
        let missing = step.shows.iter().map(|words| words.of(self.locale));
        Ok(missing.filter(|words| !said.iter().any(|text| text.contains(words))).map(str::to_owned).collect())
    }

    /// A file that the day names.
    pub fn file(&self, day: &Day, name: &str) -> Result<Vec<u8>, Failure> {
        csv_of(day, name, self.locale)?.map_or_else(|| day.file(name), Ok)
    }

    pub fn person(&self, key: &str) -> Result<UserId, Failure> {
        self.people.get(key).copied().with_context(|| format!("no person {key:?}"))
    }

    pub fn chat(&self, key: &str) -> Result<ChatId, Failure> {
        self.chats.get(key).copied().with_context(|| format!("no chat {key:?}"))
    }

    /// What the photo that somebody posted is called.
    pub fn name_of(&self, bytes: &Bytes) -> Option<&str> {
        self.names.get(&blake3::hash(bytes)).map(String::as_str)
    }
}

impl Photo {
    /// The file's name without its folder.
    fn name(&self) -> String {
        let file = self.file.rsplit('/').next().unwrap_or(&self.file);
        if self.cut.is_some() { format!("{file} (cut)") } else { file.to_owned() }
    }
}

/// The message that a post answers.
fn answered(
    world: &World,
    chat: ChatId,
    who: UserId,
    replies: Replies,
) -> Result<Option<MessageId>, Failure> {
    let found = match replies {
        Replies::No => return Ok(None),
        Replies::Bot => newest(world, chat, |message| from_bot(world, message)),
        Replies::Own => newest(world, chat, |message| message.from == Some(who) && message.photo().is_some()),
        Replies::Photo => {
            newest(world, chat, |message| !from_bot(world, message) && message.photo().is_some())
        }
    };
    Ok(Some(found.context("there is nothing here that could be answered")?))
}

/// The newest message that is still there and fits; of an album the first part.
fn newest(world: &World, chat: ChatId, fits: impl Fn(&Message) -> bool) -> Option<MessageId> {
    let messages = world.messages(chat);
    let newest = messages.iter().rev().find(|message| !message.deleted && fits(message))?;
    let album = newest.media_group.as_ref();
    let first = messages.iter().find(|message| album.is_some() && message.media_group.as_ref() == album);
    Some(first.unwrap_or(newest).id)
}

/// The newest message of the bot that has the button, what the button carries and what it says.
fn find_button(world: &World, chat: ChatId, wanted: &Button) -> Result<(MessageId, String, String), Failure> {
    let mut seen = Vec::new();
    for message in world.messages(chat).into_iter().rev().filter(|message| from_bot(world, message)) {
        let buttons: Vec<_> = message.buttons().into_iter().flatten().collect();
        let found = match wanted {
            Button::Place(place) => place.checked_sub(1).and_then(|at| buttons.get(at)),
            Button::Text(text) => buttons.iter().find(|button| {
                let data = button.data.as_deref().unwrap_or_default();
                button.text.contains(text) || data.starts_with(text)
            }),
        };
        if let Some((button, data)) = found.and_then(|button| Some((button, button.data.clone()?))) {
            return Ok((message.id, data, button.text.clone()));
        }
        seen.extend(buttons.into_iter().map(|button| button.text));
    }
    anyhow::bail!("no button {wanted:?}, only {seen:?}")
}

fn from_bot(world: &World, message: &Message) -> bool {
    message.from == Some(world.bot()) || (message.from.is_none() && message.sender_chat.is_some())
}

/// The piece of the picture that a photo shows, as a JPEG; the whole as it is.
pub fn cut(photo: &Photo, day: &Day) -> Result<Bytes, Failure> {
    let bytes = day.file(&photo.file)?;
    let Some([x, y, w, h]) = photo.cut else { return Ok(bytes.into()) };
    let picture = image::load_from_memory(&bytes).with_context(|| photo.file.clone())?;
    let of = |percent: u32, whole: u32| (whole * percent / 100).max(1);
    let (width, height) = (picture.width(), picture.height());
    let piece = picture.crop_imm(width * x / 100, height * y / 100, of(w, width), of(h, height)).into_rgb8();
    let sides = (u16::try_from(piece.width())?, u16::try_from(piece.height())?);
    let mut out = Vec::new();
    Encoder::new(&mut out, QUALITY).encode(&piece, sides.0, sides.1, ColorType::Rgb)?;
    Ok(out.into())
}

/// The kind that a sender's app says a file is.
fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("csv") => "text/csv",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("heic") => "image/heic",
        _ => "application/octet-stream",
    }
}
