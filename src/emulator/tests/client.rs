//! The emulator and teloxide, as the bot will use them: what a sound client sends is no complaint.

use teloxide::payloads::*;
use teloxide::requests::Requester;
use teloxide::types::{
    BotCommand, BotCommandScope, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMedia,
    InputMediaPhoto, LinkPreviewOptions, ParseMode, ReactionType, ReplyParameters, UpdateKind,
};
use teloxide::{ApiError as Refusal, Bot, RequestError};

use super::*;

#[tokio::test]
async fn teloxide_and_the_emulator_agree() {
    let stage = Stage::new().await;
    let url = stage.emu.url().parse().expect("an address");
    let bot = Bot::with_client(stage.emu.token(), stage.client.clone()).set_api_url(url);
    let chat = teloxide::types::ChatId(stage.group.0);

    assert_eq!(bot.get_me().await.expect("me").username(), "muster_demo_bot");
    let keyboard = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("加入", "join")]]);
    let preview = LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    };
    let card = bot
        .send_message(chat, "<b>集结</b>")
        .parse_mode(ParseMode::Html)
        .link_preview_options(preview)
        .reply_markup(keyboard.clone())
        .await
        .expect("sent");
    assert_eq!(card.text(), Some("集结"));
    let photo = InputFile::memory(picture(300, 200)).file_name("a.jpg");
    let reply = ReplyParameters::new(card.id).allow_sending_without_reply();
    let photo = bot.send_photo(chat, photo).caption("月河街").reply_parameters(reply).await.expect("sent");
    assert_eq!(photo.reply_to_message().map(|message| message.id), Some(card.id));
    let part = || InputMedia::Photo(InputMediaPhoto::new(InputFile::memory(picture(60, 50))).caption("甲"));
    assert_eq!(bot.send_media_group(chat, [part(), part()]).await.expect("sent").len(), 2);
    bot.send_document(chat, InputFile::memory(b"a,b".to_vec()).file_name("a.csv")).await.expect("sent");
    bot.edit_message_text(chat, card.id, "3/3").reply_markup(keyboard.clone()).await.expect("edited");
    let same = bot.edit_message_text(chat, card.id, "3/3").reply_markup(keyboard).await;
    assert!(matches!(same, Err(RequestError::Api(Refusal::MessageNotModified))), "{same:?}");
    let thumb = ReactionType::Emoji { emoji: "👍".into() };
    bot.set_message_reaction(chat, photo.id).reaction([thumb]).await.expect("reacted");
    let scope = BotCommandScope::Chat { chat_id: chat.into() };
    bot.set_my_commands([BotCommand::new("join", "加入")])
        .scope(scope)
        .language_code("zh")
        .await
        .expect("set");
    assert_eq!(bot.get_chat_administrators(chat).await.expect("admins").len(), 2);
    bot.get_chat_member(chat, bot.get_me().await.expect("me").id).await.expect("a member");
    bot.get_chat(chat).await.expect("a chat");

    stage.emu.world().press(stage.li, stage.group, MessageId(card.id.0), "加入").expect("pressed");
    let updates = bot.get_updates().timeout(0).allowed_updates([]).await.expect("updates");
    let UpdateKind::CallbackQuery(query) = &updates.last().expect("a press").kind else {
        panic!("{updates:?}")
    };
    bot.answer_callback_query(query.id.clone()).text("好").await.expect("answered");
    let size = &photo.photo().expect("sizes")[1];
    let file = bot.get_file(size.file.id.clone()).await.expect("a file");
    let whole = stage.emu.world().files.content(&size.file.id.0);
    let Some(super::world::Made::Ready(bytes)) = whole else { panic!("drawn when it was asked for") };
    assert_eq!(usize::try_from(file.size).ok(), Some(bytes.len()));
    bot.delete_message(chat, card.id).await.expect("deleted");
    let migrated = {
        let mut world = stage.emu.world();
        let group = world.new_group("旧", stage.li);
        world.add_bot(group, stage.li, false);
        world.upgrade_to_supergroup(group).expect("upgraded");
        group
    };
    let refused = bot.send_message(teloxide::types::ChatId(migrated.0), "x").await;
    assert!(matches!(refused, Err(RequestError::MigrateToChatId(_))), "{refused:?}");
}
