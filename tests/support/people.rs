//! Who acts: people in groups and in private, and the groups they meet in.

use std::ops::Deref;

use muster::emulator::{ChatId, Keyboard, MessageId, Post, UserId};

use super::sights::{Chat, Seen};
use super::{Town, pictures};

/// A group or channel with the bot in it.
#[derive(Clone)]
pub struct Group(Chat);

impl Deref for Group {
    type Target = Chat;

    fn deref(&self) -> &Chat {
        &self.0
    }
}

impl Group {
    pub fn of(town: &Town, id: ChatId) -> Self {
        Group(Chat { town: town.clone(), id })
    }

    pub fn id(&self) -> ChatId {
        self.0.id
    }

    /// Somebody who joins the group, and by it the campaign: through `/join`, like anyone.
    pub async fn volunteer(&self, name: &str) -> Person {
        let person = self.passer_by(name).await;
        person.says("/join").await;
        self.next_message().await;
        self.reads_all().await;
        person.reads_all().await;
        person
    }

    /// The same in a topic of a forum.
    pub async fn volunteer_in(&self, topic: MessageId, name: &str) -> Person {
        let person = self.passer_by(name).await;
        person.posts(Draft::text("/join").in_topic(topic)).await;
        self.next_message().await;
        self.reads_all().await;
        person
    }

    /// Somebody in the group who has not joined the campaign.
    pub async fn passer_by(&self, name: &str) -> Person {
        let user = {
            let mut world = self.town.world();
            let user = world.new_user(name, Some("zh-hans"));
            world.join(user, self.id());
            user
        };
        self.town.settles().await;
        Person::known(&self.town, user, Some(self.id()))
    }
}

/// Somebody with Telegram on their phone.
#[derive(Clone)]
pub struct Person {
    user: UserId,
    /// Where they post when no place is named.
    group: Option<ChatId>,
    /// Their private chat with the bot.
    private: Chat,
}

/// What people see in private is what their chat with the bot shows.
impl Deref for Person {
    type Target = Chat;

    fn deref(&self) -> &Chat {
        &self.private
    }
}

/// What somebody posted.
#[derive(Clone, Debug)]
pub struct Posted {
    pub chat: ChatId,
    pub messages: Vec<MessageId>,
}

impl Person {
    pub fn known(town: &Town, user: UserId, group: Option<ChatId>) -> Self {
        Person { user, group, private: Chat { town: town.clone(), id: user.into() } }
    }

    pub fn user(&self) -> UserId {
        self.user
    }

    /// The group they are at home in.
    pub fn at_home(&self) -> ChatId {
        self.group.expect("at home in a group")
    }

    pub fn town(&self) -> &Town {
        &self.private.town
    }

    /// The same person, at home in another group.
    pub fn in_group(&self, group: &Group) -> Person {
        self.town().world().join(self.user, group.id());
        Person { group: Some(group.id()), ..self.clone() }
    }

    pub async fn opens_the_bot(&self) {
        self.town().world().open_bot(self.user, None).expect("the bot can be opened");
        self.town().settles().await;
    }

    pub async fn follows(&self, link: &str) {
        self.town().world().follow_link(self.user, link).expect("a link of the bot's");
        self.town().settles().await;
    }

    /// Follows a link that adds the bot to a group, and chooses this one.
    pub async fn follows_into(&self, group: &Group, link: &str) {
        let followed = self.town().world().follow_group_link(self.user, link, group.id());
        followed.expect("a link of the bot's for groups");
        self.town().settles().await;
    }

    /// Posts into their group.
    pub async fn posts(&self, draft: impl Into<Draft>) -> Posted {
        self.posts_to(self.at_home(), draft.into()).await
    }

    /// Sends to the bot in private.
    pub async fn sends(&self, draft: impl Into<Draft>) -> Posted {
        self.posts_to(self.user.into(), draft.into()).await
    }

    pub async fn posts_in(&self, group: &Group, draft: impl Into<Draft>) -> Posted {
        self.posts_to(group.id(), draft.into()).await
    }

    /// Says something in their group.
    pub async fn says(&self, text: &str) -> Posted {
        self.posts(Draft::text(text)).await
    }

    pub async fn says_in(&self, group: &Group, text: &str) -> Posted {
        self.posts_to(group.id(), Draft::text(text)).await
    }

    /// Says something to the bot in private.
    pub async fn whispers(&self, text: &str) -> Posted {
        self.sends(Draft::text(text)).await
    }

    /// Opens the bot, says something in private, and reads what it answers.
    pub async fn whispers_after_opening(&self, text: &str) -> Seen {
        self.opens_the_bot().await;
        self.reads_all().await;
        self.whispers(text).await;
        self.next_message().await
    }

    /// Turns the pages of a review until one says this.
    pub async fn finds_page(&self, words: &str) -> Seen {
        let mut page = self.next_message().await;
        for _ in 0..20 {
            if page.message.text().contains(words) {
                return page;
            }
            // At the end of what waits and of what counted, what was refused.
            let next = ["下一张", "Next", "下一張", "看今天没计入的"];
            let next = next.into_iter().find(|next| {
                page.message.buttons().iter().flatten().any(|button| button.text.starts_with(next))
            });
            self.presses_like(&page, next.unwrap_or_else(|| panic!("no page says {words:?}"))).await;
            page = self.sees("").await;
        }
        panic!("no page says {words:?}");
    }

    /// The same, from the beginning of the review.
    pub async fn finds_page_again(&self, words: &str) -> Seen {
        self.reads_all().await;
        self.whispers("/review").await;
        self.finds_page(words).await
    }

    /// Answers a message of the bot's in the group.
    pub async fn replies(&self, to: &Seen, text: &str) -> Posted {
        let draft = Draft::text(text).replying_to(to.id());
        self.posts_to(to.message.chat, draft).await
    }

    pub async fn sends_file(&self, name: &str, mime: &str, bytes: &[u8], caption: &str) {
        let post = Post::document(name, mime, bytes.to_vec()).caption(caption);
        self.sends(Draft { posts: vec![post] }).await;
    }

    pub async fn edits_caption(&self, posted: &Posted, caption: &str) {
        let mut world = self.town().world();
        world.edit_caption(self.user, posted.chat, posted.messages[0], caption).expect("an own message");
        drop(world);
        self.town().settles().await;
    }

    /// Puts another picture in the place of one that was posted.
    pub async fn edits_picture(&self, posted: &Posted, post: Post) {
        let edited = self.town().world().edit_media(self.user, posted.chat, posted.messages[0], post);
        edited.expect("an own message");
        self.town().settles().await;
    }

    /// Deletes a message of their own: the bot never hears of it.
    pub async fn deletes(&self, posted: &Posted) {
        for id in &posted.messages {
            self.town().world().delete(self.user, posted.chat, *id).expect("an own message");
        }
        self.town().settles().await;
    }

    /// Presses a button under this message; what is shown in return.
    pub async fn presses(&self, seen: &Seen, button: &str) -> String {
        let pressed = self.town().world().press(self.user, seen.message.chat, seen.id(), button);
        let id = pressed.unwrap_or_else(|refused| panic!("{refused} under:\n{}", seen.text()));
        self.answer_to(&id).await
    }

    /// Presses the first button whose text contains this, under this message.
    pub async fn presses_like(&self, seen: &Seen, part: &str) -> String {
        let buttons = seen.message.buttons();
        let button = buttons.iter().flatten().find(|button| button.text.contains(part));
        let button = button.unwrap_or_else(|| panic!("no button like {part:?} under:\n{}", seen.text()));
        match &button.url {
            Some(url) => {
                self.follows(url).await;
                String::new()
            }
            None => self.presses(seen, &button.text).await,
        }
    }

    /// A press with data that no button carries.
    pub async fn forges(&self, seen: &Seen, data: &str) -> String {
        let pressed = self.town().world().press_forged(self.user, seen.message.chat, seen.id(), data);
        let id = pressed.expect("pressed");
        self.answer_to(&id).await
    }

    /// The keys that stand in the place of the letters in private, row by row.
    pub fn keys(&self) -> Vec<Vec<String>> {
        match self.town().world().keyboard(self.user, self.user) {
            Some(Keyboard::Keys { rows, .. }) => {
                rows.iter().map(|row| row.iter().map(|key| key.text.clone()).collect()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Presses the first key whose text contains this, in private.
    pub async fn presses_key(&self, part: &str) {
        let keys = self.keys().concat();
        let key = keys.iter().find(|key| key.contains(part));
        let key = key.unwrap_or_else(|| panic!("no key like {part:?}, only {keys:?}"));
        self.town().world().press_key(self.user, self.user, key).expect("pressed");
        self.town().settles().await;
    }

    async fn answer_to(&self, id: &str) -> String {
        self.town().settles().await;
        let world = self.town().world();
        let answer = world.callback_answer(id).unwrap_or_else(|| panic!("the press was not answered"));
        answer.text.clone()
    }

    async fn posts_to(&self, chat: ChatId, draft: Draft) -> Posted {
        let town = self.town();
        let messages = {
            let mut world = town.world();
            let mut posts = draft.posts;
            let posted = if posts.len() == 1 {
                world.say(self.user, chat, posts.remove(0)).map(|id| vec![id])
            } else {
                world.post_album(self.user, chat, posts)
            };
            posted.unwrap_or_else(|refused| panic!("{refused}"))
        };
        messages.iter().for_each(|id| town.inner().eyes.borrow_mut().posted(chat, *id));
        town.settles().await;
        Posted { chat, messages }
    }
}

/// Something that is about to be posted.
pub struct Draft {
    posts: Vec<Post>,
}

/// A photo; the name stands for what it shows.
pub fn photo(name: &str) -> Draft {
    Draft::of(Post::photo(pictures::jpeg(name)))
}

/// A photo that shows the same as the one of that name, and is another file.
pub fn lookalike_of(name: &str) -> Draft {
    Draft::of(Post::photo(pictures::lookalike(name)))
}

/// A photo with any bytes.
pub fn photo_of(bytes: Vec<u8>) -> Draft {
    Draft::of(Post::photo(bytes))
}

/// A file, sent uncompressed.
pub fn file_of(name: &str, mime: &str, bytes: Vec<u8>) -> Draft {
    Draft::of(Post::document(name, mime, bytes))
}

/// Photos sent together; the caption stands under the first.
pub fn album<'n>(names: impl IntoIterator<Item = &'n str>) -> Draft {
    Draft { posts: names.into_iter().map(|name| Post::photo(pictures::jpeg(name))).collect() }
}

impl Draft {
    pub fn of(post: Post) -> Self {
        Draft { posts: vec![post] }
    }

    pub fn text(text: &str) -> Self {
        Draft::of(Post::text(text))
    }

    /// Several of them as one album.
    pub fn together(drafts: impl IntoIterator<Item = Draft>) -> Self {
        Draft { posts: drafts.into_iter().flat_map(|draft| draft.posts).collect() }
    }

    pub fn caption(mut self, caption: &str) -> Self {
        let first = self.posts.remove(0);
        self.posts.insert(0, first.caption(caption));
        self
    }

    pub fn replying_to(self, message: MessageId) -> Self {
        Draft { posts: self.posts.into_iter().map(|post| post.reply_to(message)).collect() }
    }

    /// Each in the name of the group, as an anonymous admin does.
    pub fn anonymously(self) -> Self {
        Draft { posts: self.posts.into_iter().map(Post::anonymous).collect() }
    }

    pub fn in_topic(self, topic: MessageId) -> Self {
        Draft { posts: self.posts.into_iter().map(|post| post.in_topic(topic)).collect() }
    }
}

impl From<Post> for Draft {
    fn from(post: Post) -> Self {
        Draft::of(post)
    }
}
