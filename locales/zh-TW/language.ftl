### Choosing the language of a person or a group.

# As its speakers call it.
language-own-name = 繁體中文
language-mine = 我跟你說{ $name }。要換，點下面的按鈕。
language-mine-telegram = 我跟你說{ $name }，跟著你的 Telegram。要換，點下面的按鈕。
language-as-telegram = 跟著 Telegram
language-chat = 我在這裡說{ $name }。群組管理員和負責人可以換：
language-toast = 好，以後跟你說{ $name }。
language-toast-chat = 好，以後在這裡說{ $name }。
language-asking = 群組管理員才能換，你是的話馬上就變。
language-not-yours = 群組裡說什麼語言由群組管理員決定。你自己的，可以在私訊裡換。
language-button-mine = 換我的語言
language-unknown = 我會說简体中文、繁體中文和 English，例如 <code>/lang English</code>。
