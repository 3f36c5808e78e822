### Reminders and living cards.

reminders-missing = 还差 { $left } 张（{ $have }/{ $quota }），{ $until } 截止。发照片时写一句：在哪里、做了什么、几个人。
reminders-missing-of = { $area }还差 { $left } 张（{ $have }/{ $quota }），{ $until } 截止。发照片时写一句：在哪里、做了什么、几个人。
reminders-reached = 今天 { $have }/{ $quota }，够数了。
reminders-reached-of = { $area }今天 { $have }/{ $quota }，够数了。
reminders-lead = { $area }还差 { $left } 张（{ $have }/{ $quota }），{ $until } 截止，群里已经提醒过两次。
reminders-lead-nowhere = { $area }还差 { $left } 张（{ $have }/{ $quota }），{ $until } 截止。这里还没有群可以提醒，在群里发 <code>/bind { $code }</code> 就绑定了。
reminders-word = 给群里捎句话
reminders-word-text = { $area }今天 { $have }/{ $quota }，再来 { $left } 张就够了。顺路看到河边、巷口，随手拍一张也算。—— { $name }
reminders-word-sent = 已发到 { $chats } 个群
reminders-word-sent-before = 这句话已经捎过了
reminders-word-reached = { $area }已经够数了
reminders-word-nowhere = { $area }没有可以写的群：先把群绑定到它
reminders-word-enough = 这些群今天不再多打扰（每天最多 { $most } 条，或群里关了提醒）
reminders-post-nowhere = 计划“{ $name }”要发到 { $code } 及以下，但没有这个区域，或者它已经停用，所以没有发。请改一下它的区域代码，或者用 /schedule 把它停掉。
reminders-post-full = 计划“{ $name }”有 { $chats } 个群没有发：每个群每天最多 { $most } 条，它们今天已经满了。
reminders-day-today = 今天是<b>{ $name }</b>。
reminders-day-tomorrow = 明天（{ $day }，{ $weekday }）是<b>{ $name }</b>。
reminders-day-ahead = 还有 { $n } 天：{ $day }（{ $weekday }）是<b>{ $name }</b>。
reminders-day-number = 活动第 { $n } 天，共 { $of } 天。
reminders-tonight = 今晚 { $time }
reminders-today = 今天 { $time }
reminders-tomorrow = 明天 { $time }
reminders-on = { $day } { $time }
reminders-rehearsal = 演练 · { $line }
