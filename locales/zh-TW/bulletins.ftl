### The weekly bulletin.

bulletins-title = 週報 · 第 { $week } 週（{ $first } – { $last }）
bulletins-head = <b>{ $title }</b>
bulletins-intro = { $text }
bulletins-reached-all = { $all }/{ $all } 個區域九成以上的日子都達標
bulletins-reached-few = { $kept }/{ $all } 個區域九成以上的日子達標，<b>未達九成的是{ $names }</b>
bulletins-reached = { $kept }/{ $all } 個區域九成以上的日子達標，<b>{ $behind } 個未達九成，名單在下方</b>
bulletins-days = { $area } { $reached }/{ $owed } 天
bulletins-totals =
    照片 { $photos } 張{ $photos_change }，參與 { $heads } 人次{ $heads_change }
    { $people } 人傳了照片，新報名 { $signups } 人{ $signups_change }
bulletins-change-none = { "" }
bulletins-change-same = （和上期一樣）
bulletins-change-more = （比上期多 { $n }）
bulletins-change-less = （比上期少 { $n }）
bulletins-best = <b>表現優異</b>
bulletins-best-each = { $place }. { $area } { $reached }/{ $owed } 天，平均每人 { $each } 張
bulletins-best-photos = { $place }. { $area } { $reached }/{ $owed } 天，照片 { $photos } 張
bulletins-behind = <b>達標日子未達九成的 { $count } 個區域</b>
bulletins-behind-more = 另有 { $count } 個
bulletins-pictures = <b>本期好照片</b>
bulletins-picture = { $place }. { $area }，{ $day }
bulletins-picture-below = { $day } · { $area }

bulletins-draft = <b>草稿，請過目</b>。下面就是各群組會看到的樣子；{ $day } { $time } 前沒人處理，就不發布了。
bulletins-drop-sure = <b>這一期不發布了？</b>草稿會作廢。
bulletins-publish-button = 發布到所有群組
bulletins-edit-button = 修改
bulletins-drop-button = 不發布
bulletins-drop-yes = 確定不發布
bulletins-back-button = 返回
bulletins-intro-button = 寫開頭
bulletins-intro-off-button = 拿掉開頭
bulletins-section-on = ✓ { $name }
bulletins-section-off = ✗ { $name }
bulletins-section-totals = 總計
bulletins-section-best = 表現優異
bulletins-section-behind = 未達九成
bulletins-section-pictures = 好照片
bulletins-other-button = 換第 { $n } 張
bulletins-other = 換成下一張了
bulletins-other-none = 沒有別的照片可換，這張拿掉了
bulletins-other-gone = 這張已經不在裡面了
bulletins-intro-ask = 請把開頭傳給我，最多 { $most } 字；不寫了就傳 /cancel。
bulletins-intro-taken = 開頭寫好了，草稿已更新。
bulletins-intro-unfit = 開頭要有文字，最多 { $most } 字，請再傳一次。
bulletins-no-draft = 這份草稿已經不在了，傳 /bulletin 看目前的。
bulletins-publishing = 正在發布到各群組
bulletins-dropped = 這一期不發布了
bulletins-published-by = <b>{ $name } 在{ $day } { $time } 發布了</b>
bulletins-published = <b>{ $day } { $time } 發布了</b>
bulletins-dropped-by = <b>{ $name } 在{ $day } { $time } 決定不發布</b>
bulletins-dropped-by-time = <b>沒人處理，{ $day } { $time } 作廢了</b>
bulletins-expired = { $first } – { $last } 的週報草稿三天沒人處理，沒有發布。還要發布：/bulletin
bulletins-sent = 週報發布到 { $count } 個群組了；夜間安靜時段的群組，明早送達。
bulletins-no-chats = 週報沒有送到任何群組：還沒有綁定的群組，請先用 /bind 綁定。
bulletins-shown-anew = 這份草稿移到下面了。
bulletins-open-me = 草稿在私訊裡看，請先<a href="{ $link }">打開我</a>。
bulletins-day-unfit = 日期請寫成 2026-06-28 或 6月28日。
bulletins-none-of = 沒有包含{ $day }的週報。
bulletins-nothing = 還沒有結束的回報日，請明天再來。
bulletins-nothing-new = 上期之後還沒有結束的回報日。以前的：
bulletins-line = { $first } – { $last }：<code>/bulletin { $day }</code>
bulletins-best-how = 回覆一張照片並傳 /best，它就列入本週好照片的候選；再傳一次就收回。
bulletins-best-noted = 記下了，選本週好照片時會優先看這張。
bulletins-best-taken-back = 收回了。
