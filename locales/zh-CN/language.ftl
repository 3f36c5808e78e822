### Choosing the language of a person or a group.

# As its speakers call it.
language-own-name = 简体中文
language-mine = 我和你说{ $name }。要换，点下面的按钮。
language-mine-telegram = 我和你说{ $name }，跟着你的 Telegram。要换，点下面的按钮。
language-as-telegram = 跟着 Telegram
language-chat = 我在这里说{ $name }。群管理员和负责人可以换：
language-toast = 好，以后和你说{ $name }。
language-toast-chat = 好，以后在这里说{ $name }。
language-asking = 群管理员才能换，你是的话马上就变。
language-not-yours = 群里说什么语言由群管理员定。你自己的，可以在私聊里换。
language-button-mine = 换我的语言
language-unknown = 我会说简体中文、繁體中文和 English，比如 <code>/lang English</code>。
