### Reports that go elsewhere than to Telegram.

# The last line of a text that was cut.
relays-cut = … There is more; the whole text is in Telegram.

# To admins.
relays-lost = ⚠️ Relay { $relay }: a report was refused and is lost.
    Reason: { $why }
    Look at [[relay]] in bot.toml; docs/RELAYS.md says what each reason means.
relays-slow = ⚠️ Relay { $relay } has taken nothing for a while.
    Reason: { $why }
    Nothing is lost: the bot keeps trying for three days.
relays-well = ✓ Relay { $relay } takes reports again.
