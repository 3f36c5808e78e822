//! The actors: they do in the emulator's world what the day says.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context as _;
use axum::body::Bytes;
use image::ImageFormat;

use super::day::{Button, Day, Deed, Photo, Step};
use crate::emulator::{ChatId, Emulator, Message, MessageId, Post, UserId, World};
use crate::error::Failure;

/// The people and the chats of a day, by the day's keys.
pub struct Stage {
    pub people: BTreeMap<String, UserId>,
    pub chats: BTreeMap<String, ChatId>,
    /// The photos ready to be posted.
    photos: BTreeMap<Photo, Bytes>,
    /// What a photo is called when it is shown in words.
    names: HashMap<blake3::Hash, String>,
}

impl Stage {
    /// Lets everybody appear; `language` is that of their Telegram.
    pub fn set(day: &Day, world: &mut World, language: &str) -> Result<Stage, Failure> {
        let people: BTreeMap<String, UserId> = day
            .people
            .iter()
            .map(|(key, name)| {
                let user = world.new_user(name, Some(language));
                world.set_username(user, key);
                (key.clone(), user)
            })
            .collect();
        let person = |key: &str| people.get(key).copied().with_context(|| format!("no person {key:?}"));
        let mut chats = BTreeMap::new();
        for (key, chat) in &day.chats {
            let owner = person(&chat.owner)?;
            let id = if chat.channel {
                world.new_channel(&chat.title, owner)
            } else {
                world.new_supergroup(&chat.title, owner)
            };
            for member in &chat.members {
                world.join(person(member)?, id);
            }
            chats.insert(key.clone(), id);
        }
        Stage::found(day, people, chats)
    }

    /// A stage that stands already: the ids of its people and chats, by the day's keys.
    pub fn found(
        day: &Day,
        people: BTreeMap<String, UserId>,
        chats: BTreeMap<String, ChatId>,
    ) -> Result<Stage, Failure> {
        let (mut photos, mut names) = (BTreeMap::new(), HashMap::new());
        for step in &day.steps {
            let Deed::Post { photos: posted, .. } = &step.deed else { continue };
            for photo in posted {
                let bytes = Bytes::from(cut(photo, day.file(&photo.file)?)?);
                names.insert(blake3::hash(&bytes), photo.name());
                photos.insert(photo.clone(), bytes);
            }
        }
        Ok(Stage { people, chats, photos, names })
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
        if matches!(step.deed, Deed::Nothing) {
            return Ok(None);
        }
        let mut world = emulator.world();
        let who = self.person(&step.who)?;
        let chat = match &step.chat {
            Some(key) => self.chat(key)?,
            None => who.into(),
        };
        match &step.deed {
            Deed::Nothing => {}
            Deed::Claim => {
                let link = claim.context("there is an admin already, so there is no link")?;
                world.follow_link(who, link)?;
            }
            Deed::AddBot => world.add_bot(chat, who, true),
            Deed::Press(button) => {
                let (message, data, label) = find_button(&world, chat, button)?;
                return Ok(Some((world.press(who, chat, message, &data)?, label)));
            }
            Deed::Post { photos, file, text, replies } => {
                if step.chat.is_none() {
                    world.unlock(who);
                }
                let answered = if *replies {
                    let asked = world.last_from_bot(chat);
                    Some(asked.context("the bot has said nothing here that could be answered")?.id)
                } else {
                    None
                };
                let with = |post: Post| match answered {
                    Some(id) => post.reply_to(id),
                    None => post,
                };
                match (&photos[..], file) {
                    ([], Some(name)) => {
                        let short = name.rsplit('/').next().unwrap_or(name);
                        let post = Post::document(short, "text/csv", day.file(name)?).caption(text.clone());
                        world.say(who, chat, with(post))?;
                    }
                    ([], None) => {
                        world.say(who, chat, with(Post::text(text.clone())))?;
                    }
                    ([photo], _) => {
                        world.say(who, chat, with(self.post(photo)?.caption(text.clone())))?;
                    }
                    (first, _) => {
                        let mut posts = first.iter().map(|p| self.post(p)).collect::<Result<Vec<_>, _>>()?;
                        // Telegram shows one caption under an album where one part has it.
                        posts[0] = posts[0].clone().caption(text.clone());
                        world.post_album(who, chat, posts)?;
                    }
                }
            }
        }
        Ok(None)
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

    fn post(&self, photo: &Photo) -> Result<Post, Failure> {
        Ok(Post::photo(self.photos.get(photo).context("a photo that was not made ready")?.clone()))
    }
}

impl Photo {
    /// The file's name without its folder.
    fn name(&self) -> String {
        let file = self.file.rsplit('/').next().unwrap_or(&self.file);
        if self.cut.is_some() { format!("{file} (cut)") } else { file.to_owned() }
    }
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
fn cut(photo: &Photo, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let Some([x, y, w, h]) = photo.cut else { return Ok(bytes) };
    let picture = image::load_from_memory(&bytes).with_context(|| photo.file.clone())?.into_rgb8();
    let of = |percent: u32, whole: u32| (whole * percent / 100).max(1);
    let (width, height) = picture.dimensions();
    let piece =
        image::imageops::crop_imm(&picture, width * x / 100, height * y / 100, of(w, width), of(h, height));
    let mut out = std::io::Cursor::new(Vec::new());
    piece.to_image().write_to(&mut out, ImageFormat::Jpeg)?;
    Ok(out.into_inner())
}
