### 发往 Telegram 以外的报告。

# 截短的文字的最后一行。
relays-cut = ……后面还有，全文见 Telegram。

# 告诉管理员。
relays-lost = ⚠️ 转发 { $relay }：有一份报告被拒收，没有送到。
    原因：{ $why }
    请看 bot.toml 的 [[relay]]；各种原因怎么办，见 docs/RELAYS.md。
relays-slow = ⚠️ 转发 { $relay } 有一阵子收不到报告了。
    原因：{ $why }
    报告没有丢：机器人会接着试三天。
relays-well = ✓ 转发 { $relay } 又能收到报告了。
