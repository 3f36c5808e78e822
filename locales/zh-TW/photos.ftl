### Photos: what a group hears of them, and what leads decide.

photos-today = 今天
photos-earlier = 先前
photos-quota-reached = { $area }{ $day } { $have }/{ $quota }，已達標。{ $time } 製作拼圖並送出。
photos-tomorrow = { $time } 已截止，這張算 { $day }的。
photos-over = 「{ $campaign }」已經結束，照片不再計入。謝謝大家。
photos-video = 影片目前不計入，傳照片就好。
photos-join-first = 先報名，照片才能計入：傳 /join 選一個區域。
photos-join = 照片收到了，先幫您留著。點一下報名，當天的照片就都計入{ $area }。
photos-choice = 計入{ $area }。要算到別處，請點下面：

photos-ask = 這些照片還差一句話：在哪裡、做了什麼、幾個人。回覆這則就好，一句適用全部。
photos-not-a-submission = 不是打卡
photos-dismissed = 好，這些不算打卡。
photos-words-needed = 再加幾個字就好：在哪裡、做了什麼。
photos-heads = 寫的是 { $n } 人嗎？先以 1 人計。回覆這則寫上人數，例如 12人。
photos-rebound-button = 今天的 { $n } 張也計入{ $area }
photos-rebound-done = 今天的 { $n } 張照片改計入{ $area }，之前幾天的不變。
photos-rebound-done-already = 已經計入那裡了。
photos-only-the-sender = 只有傳照片的人和負責人可以點。
photos-has-caption = 已經有說明了。

photos-duplicate = { $n ->
    [1] 這張和{ $day }的一張是同一個檔案，不重複計。補一張新拍的就好。
   *[other] 這 { $n } 張和{ $day }的是同樣的檔案，不重複計。補幾張新拍的就好。
}
photos-n-counted = 計 { $n }
photos-n-waiting = 待審 { $n }
photos-n-duplicate = 重複 { $n }
photos-n-unreadable = 打不開 { $n }
photos-and = { $row },{ $next }
photos-mixed-fault = { $row }。{ $fault }
photos-fault-heic = 這是 HEIC 檔，這裡打不開。請用「照片」方式再傳一次，不要當檔案傳。
photos-fault-not-a-picture = 這個檔案不是能打開的圖片。請用「照片」方式再傳一次。
photos-fault-too-big = 這張圖太大了。請用「照片」方式再傳一次，不要當檔案傳。
photos-fault-shape = 這張圖太長或太窄，無法顯示。裁切後再傳。
photos-fault-broken = 這張圖損壞，打不開。請再傳一次。
photos-fault-gone = 無法從 Telegram 取得這張照片。請再傳一次。

photos-whose = { $area } · { $day } { $time } · { $name }
photos-whose-for = { $area } · { $day } { $time } · { $name }（代 { $shown }）
photos-refused = { $day } { $time } 傳到{ $area }的照片沒有計入：{ $reason }。補一張就好。
photos-refused-all = { $day } { $time } 傳到{ $area }的 { $n } 張照片沒有計入：{ $reason }。補幾張就好。
photos-not-refused = 這張照片現在沒有問題。
photos-why = 這張照片有一句說明，點開私訊看。
photos-why-button = 看說明

photos-quota-short = { $area }{ $day } { $have }/{ $quota }，還差 { $missing } 張。
photos-undo-how = 回覆要收回的那張照片，傳 /undo 或「收回」。
photos-undo-not-yours = 這張要由傳照片的人自己收回。
photos-undo-lead = 這張要由傳照片的人自己收回。不該計入的，可以在 /review 裡點「不計」。
photos-undo-already = 這張已經收回了。
photos-undo-which = 收回這一張，還是整組？
photos-undo-one = 只收回這張
photos-undo-all = 整組 { $n } 張
photos-undo-keep = 不收回
photos-undo-done = 收回了 { $n } 張。

photos-reason-blurred = 模糊
photos-reason-off-topic = 與主題無關
photos-reason-duplicate = 重複
photos-reason-other = 其他原因
photos-decided-count = 已計入

photos-review-waiting = <b>待審 { $left }</b>
photos-review-counted = <b>今天已計入</b>
photos-review-refused = <b>今天未計入：{ $reason }</b>
photos-review-changed = <b>還沒有定</b>
photos-review-caption = { $text }
photos-review-heads = 參與 { $n } 人
photos-review-no-heads = 沒寫人數，以 1 人計
photos-review-place = 地點：{ $place }
photos-review-taken = 相機時間：{ $at }
photos-review-camera-place = 相機位置：{ $place }
photos-review-look = 看起來和這張像，是不是同一張？{ $other }
photos-review-again = 同一個檔案先前沒有計入：{ $other }
photos-review-why = 為什麼不計？
photos-review-count = 計入
photos-review-refuse = 不計
photos-review-next = 下一張
photos-review-empty = 沒有要審的照片。
photos-review-done = 看完了，沒有下一張。
photos-review-outdated = 這張剛剛有了變化，請再看一眼。
photos-review-in-private = 已傳到私訊。
photos-review-unreachable = 先點一下打開私訊，再傳 /review。
photos-open-bot = 打開私訊

photos-review-no-place = 沒寫地點
photos-review-count-all = 整組計入 { $n }
photos-review-refuse-all = 整組不計
photos-review-fixed = 固定點位，以後都算
photos-review-not-fixed = 取消固定點位
photos-review-back = ‹ 返回
photos-review-all-done = <b>審完了</b>，沒有待審的照片。
photos-review-left = <b>看完一遍了</b>，還有 { $left } 張待審。
photos-review-lacks-place = 今天計入的有 { $n } 張沒寫地點。
photos-review-lacks-heads = 今天計入的有 { $n } 張沒寫人數。
photos-review-open-waiting = 接著審 { $n } 張
photos-review-open-later = 再看先擱著的 { $n } 張
photos-review-open-lacking = 補地點、人數 { $n } 張
photos-review-open-counted = 看今天計入的 { $n } 張
photos-review-open-refused = 看今天沒計入的 { $n } 張
photos-review-withdrawn = 傳照片的人已經收回這張了。
photos-review-counted-by = { $name } 剛才已經計入這張了。
photos-review-refused-by = { $name } 剛才決定不計：{ $reason }。
photos-fixed-allowed = 已計入。這個點位以後拍的都直接算。
photos-fixed-forgotten = 這裡不再是固定點位，以後相像的照片還會先問。

photos-mend = 更正
photos-mend-what = 改哪一項？
photos-mend-what-album = 改哪一項？整組 { $n } 張一起改。
photos-mend-area = 區域
photos-mend-day = 日子
photos-mend-place = 地點
photos-mend-heads = 人數
photos-mend-words = 說明
photos-mend-to-area = 改計到哪裡？{ $area }：
photos-mend-to-day = 改計到哪一天？
photos-mend-no-day = 沒有別的日子可以改。
photos-mend-ask-place = 地點是哪裡？傳文字或位置都可以。
photos-mend-ask-heads = 幾個人？傳個數字就好。
photos-mend-ask-words = 補一句說明：在哪裡、做了什麼。
photos-mend-heads-how = 人數請寫 1 到 { $most } 的數字，例如 12。
photos-mend-how = 回覆人數（例如 12人）、地點，或傳一個位置。

photos-move-how = 回覆要改的那張照片，寫區域代碼或日期：<code>/move 330502</code>、<code>/move 6-20</code>。
photos-move-unknown = 「{ $word }」不是區域代碼，也不是日期。例如 /move 330502 或 /move 6-20。
photos-move-too-high = { $area }太大，照片要計入{ $level }或更小的區域。
photos-move-no-such-day = 不能計入{ $day }：要是行動期間已經到了的日子。
photos-moved = { $n } 張改計入{ $area }，{ $day }。

photos-status-unbound = 這個群組還沒有綁定區域。
photos-status-count = { $area }{ $day } { $have } 張
photos-status-full = { $area }{ $day } { $have }/{ $quota }，已達標
photos-status-missing = { $area }{ $day } { $have }/{ $quota }，還差 { $missing } 張，{ $time } 截止
photos-status-chat = 本群 { $n } 張：{ $names }
photos-status-chat-waiting = 待審 { $n } 張
photos-status-chat-none = 本群還沒有照片
photos-status-own = 您計入 { $n } 張
photos-status-own-waiting = 您計入 { $n } 張，待審 { $waiting } 張
photos-status-below = <b>{ $day } { $full }/{ $all } 達標</b>，{ $time } 截止
photos-status-row = { $area } { $have }/{ $quota }
photos-status-more-missing = 另有 { $n } 個還沒達標
photos-status-folded = 另有 { $n } 個已達標
photos-status-free = { $area } { $have } 張
photos-status-none-owes = { $day }沒有要交照片的區域
photos-status-resting = 另有 { $n } 個不用交

# The rehearsal
photos-rehearsal = 演練 · { $line }
photos-rehearsal-eve = 演練到今晚 24:00 為止，這張屆時歸零。正式計數從{ $day } 00:00 開始。
photos-rehearsal-late = 這張是演練時傳的，不再計數。正式打卡從{ $day }開始，今天的照片照常傳就好。
photos-rehearsal-over = 「{ $campaign }」從{ $day }起正式開始：演練的 { $n } 張照片和積分已歸零，報名和綁定的群組都還在。
photos-status-rehearsal = 現在是演練：{ $day } 00:00 起正式計數，之前的照片和積分屆時歸零。
photos-evening-waiting = 待審 { $count } 張
photos-evening-alike = 疑似重複 { $count } 張
photos-evening-lacks-place = 沒寫地點 { $count } 張
photos-evening-lacks-heads = 沒寫人數 { $count } 張
photos-review-how = 私訊我 /review，一張一張看
photos-evening-review = 審核 { $count } 張
