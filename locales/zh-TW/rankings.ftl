### The monthly ranking.

rankings-month = { $month }月
rankings-title = { $month }排名 · { $level }
rankings-head = <b>{ $title }</b>
rankings-not-yet = 草稿
rankings-provisional = 暫定，申訴到{ $day }
rankings-appeal-until = 暫定，<b>申訴到{ $day }為止</b>：負責人私訊我 /appeal
rankings-final = 最終名次
rankings-line = { $rank }. { $area } { $score }
rankings-line-prize = { $rank }. { $area } { $score }，<b>{ $prize }</b>
rankings-nobody = 還沒有區域達到排名門檻。
rankings-more = 另有 { $count } 個
rankings-unranked = 不足 { $people } 人或 { $photos } 張照片，未列排名：{ $names }
rankings-unranked-more = 不足 { $people } 人或 { $photos } 張照片，未列排名：{ $names } 等 { $count } 個
rankings-weights = 權重：{ $weights }
rankings-quota-days = 達標天數
rankings-heads = 人均參與
rankings-points = 人均積分
rankings-raw-quota-days = { $reached }/{ $of } 天
rankings-raw-heads = { $reached } 人次 / { $of } 人 = { $each }
rankings-raw-points = { $reached } 分 / { $of } 人 = { $each }

rankings-draft = <b>草稿，請過目</b>。下面就是各群組會看到的樣子；{ $day } { $time } 前沒人處理，就不發布了。
rankings-drop-sure = <b>這個月不發布排名了？</b>草稿會作廢。
rankings-if = <b>試算：{ $weights }</b>。還沒有採用，別人看到的沒變。
rankings-publish-button = 先公布，受理申訴
rankings-if-button = 試算權重
rankings-drop-button = 不發布
rankings-drop-yes = 確定不發布
rankings-back-button = 返回
rankings-if-less = { $name } −{ $step }
rankings-if-more = { $name } +{ $step }
rankings-use-button = 採用這些
rankings-used = 已依新權重排名，bot.toml 沒有變
rankings-no-weights = 至少一項要大於 0
rankings-publishing = 正在發布到各群組
rankings-dropped = 這個月不發布了
rankings-published-by = <b>{ $name } 在{ $day } { $time } 公布了</b>
rankings-final-by = <b>{ $name } 在{ $day } { $time } 確定了最終名次</b>
rankings-final-at = <b>{ $day } { $time } 確定了最終名次</b>
rankings-dropped-by = <b>{ $name } 在{ $day } { $time } 決定不發布</b>
rankings-dropped-by-time = <b>沒人處理，{ $day } { $time } 作廢了</b>
rankings-expired = { $month }排名的草稿三天沒人處理，沒有發布。還要發布：/ranking
rankings-sent = 暫定排名發布到 { $count } 個群組了；夜間安靜時段的群組，明早送達。
rankings-sent-final = 最終排名發布到 { $count } 個群組了；夜間安靜時段的群組，明早送達。
rankings-no-chats = 排名沒有送到任何群組：還沒有綁定的群組，請先用 /bind 綁定。

rankings-lead = <b>{ $area } { $month }暫定第 { $rank } 名</b>（共 { $of } 個），{ $score } 分。有不對的地方，到{ $day }為止可以申訴。
rankings-lead-unranked = { $area } { $month }人數或照片太少，未列排名。有不對的地方，到{ $day }為止可以申訴。
rankings-why-button = 為什麼
rankings-why-of-button = 為什麼：{ $area }
rankings-appeal-button = 申訴
rankings-why = <b>{ $area } { $month }第 { $rank } 名</b>（共 { $of } 個），{ $score } 分
rankings-why-unranked = <b>{ $area } { $month }未列排名</b>：不足 { $people } 人或 { $photos } 張照片
rankings-why-line = { $name }：{ $raw }，換算 { $norm } 分，權重 { $weight }
rankings-why-bare = { $name }：{ $raw }
rankings-why-how = 天數按完成的比例換算，人均的和最好的區域相比；總分是依權重的平均。

rankings-appeal-ask = { $area }哪裡不對？請傳給我，最多 { $most } 字；不申訴了就傳 /cancel。
rankings-appeal-which = 為哪個區域申訴？
rankings-appeal-taken = { $area }的申訴收到了，有結果會告訴你。
rankings-appeal-open = { $area }已經有一份申訴在等回覆。
rankings-appeal-none = 現在沒有可以申訴的排名。
rankings-appeal-over = 申訴在{ $day }截止了。
rankings-appeal-unfit = 要有文字，最多 { $most } 字，請再傳一次。
rankings-appeal-nowhere = 你負責的區域不在排名裡。
rankings-appeal = <b>{ $area }申訴（{ $month }排名）</b>，{ $name }：{ $text }
rankings-accept-button = 採納
rankings-reject-button = 不採納
rankings-accept-ask = 採納，請寫一句怎麼改；照片改好後排名會自動跟上。
rankings-reject-ask = 不採納，請寫一句為什麼。
rankings-accepted = { $area }的申訴採納了：{ $text }
rankings-rejected = { $area }的申訴沒有採納：{ $text }
rankings-accepted-by = { $name } 已採納：{ $text }
rankings-rejected-by = { $name } 沒有採納：{ $text }
rankings-answered = 回覆送出了。
rankings-answered-all = 回覆送出了，申訴都回覆完了，可以確定最終名次。
rankings-close = <b>{ $month }排名的申訴截止了，還有 { $count } 份沒回覆。</b>回覆完再確定，或者現在就確定。
rankings-final-button = 確定為最終名次
rankings-too-soon = 申訴到{ $day }，過了再確定

rankings-none-of = 沒有{ $month }的排名。
rankings-nothing = 還沒有排名，一個月結束後才有。
rankings-not-in = 這個區域不在排名裡。
rankings-usage = 請寫月份（<code>/ranking 2026-06</code>）或區域（<code>/ranking 330523</code>）。
rankings-past = 以前的：{ $months }
