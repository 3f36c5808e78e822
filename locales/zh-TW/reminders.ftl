### Reminders and living cards.

reminders-missing = 還差 { $left } 張（{ $have }/{ $quota }），{ $until } 截止。傳照片時寫一句：在哪裡、做了什麼、幾個人。
reminders-missing-of = { $area }還差 { $left } 張（{ $have }/{ $quota }），{ $until } 截止。傳照片時寫一句：在哪裡、做了什麼、幾個人。
reminders-reached = 今天 { $have }/{ $quota }，達標了。
reminders-reached-of = { $area }今天 { $have }/{ $quota }，達標了。
reminders-lead = { $area }還差 { $left } 張（{ $have }/{ $quota }），{ $until } 截止，群組裡已經提醒過兩次。
reminders-lead-nowhere = { $area }還差 { $left } 張（{ $have }/{ $quota }），{ $until } 截止。這裡還沒有群組可以提醒，在群組裡傳 <code>/bind { $code }</code> 就綁定了。
reminders-word = 幫我跟群組說一聲
reminders-word-text = { $area }今天 { $have }/{ $quota }，再來 { $left } 張就達標了。順路經過河邊、巷口，隨手拍一張也算。—— { $name }
reminders-word-sent = 已傳到 { $chats } 個群組
reminders-word-sent-before = 這句話已經傳過了
reminders-word-reached = { $area }已經達標了
reminders-word-nowhere = { $area }沒有可以傳的群組：請先綁定群組
reminders-word-enough = 這些群組今天不再多打擾（每天最多 { $most } 則，或群組關了提醒）
reminders-post-nowhere = 排程「{ $name }」要傳到 { $code } 及以下，但沒有這個區域，或者它已經停用，所以沒有傳。請修改它的區域代碼，或用 /schedule 停掉它。
reminders-post-full = 排程「{ $name }」有 { $chats } 個群組沒有傳：每個群組每天最多 { $most } 則，它們今天已經滿了。
reminders-day-today = 今天是<b>{ $name }</b>。
reminders-day-tomorrow = 明天（{ $day }，{ $weekday }）是<b>{ $name }</b>。
reminders-day-ahead = 還有 { $n } 天：{ $day }（{ $weekday }）是<b>{ $name }</b>。
reminders-day-number = 活動第 { $n } 天，共 { $of } 天。
reminders-tonight = 今晚 { $time }
reminders-today = 今天 { $time }
reminders-tomorrow = 明天 { $time }
reminders-on = { $day } { $time }
reminders-rehearsal = 演練 · { $line }
