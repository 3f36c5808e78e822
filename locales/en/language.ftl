### Choosing the language of a person or a group.

# As its speakers call it.
language-own-name = English
language-mine = I speak { $name } with you. Tap to change it.
language-mine-telegram = I speak { $name } with you, as your Telegram does. Tap to change it.
language-as-telegram = As Telegram
language-chat = I speak { $name } here. The group’s admins and its leads can change it:
language-toast = OK, { $name } from now on.
language-toast-chat = OK, { $name } here from now on.
language-asking = Only the group’s admins can change it. If you are one, it changes in a moment.
language-not-yours = The group’s admins choose its language. Your own you can change in private.
language-button-mine = Change my language
language-unknown = I speak 简体中文, 繁體中文 and English: <code>/lang English</code>, for example.
