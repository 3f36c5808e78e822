### 送往 Telegram 以外的報告。

# 截短的文字的最後一行。
relays-cut = ……後面還有，全文請看 Telegram。

# 告訴管理員。
relays-lost = ⚠️ 轉送 { $relay }：有一份報告被拒收，沒有送到。
    原因：{ $why }
    請看 bot.toml 的 [[relay]]；各種原因怎麼處理，請見 docs/RELAYS.md。
relays-slow = ⚠️ 轉送 { $relay } 已經有一陣子收不到報告了。
    原因：{ $why }
    報告沒有遺失：機器人會繼續試三天。
relays-well = ✓ 轉送 { $relay } 又收得到報告了。
