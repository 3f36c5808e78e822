### The monthly ranking.

rankings-month = { $month }月
rankings-title = { $month }排名 · { $level }
rankings-head = <b>{ $title }</b>
rankings-not-yet = 草稿
rankings-provisional = 暂定，申诉到{ $day }
rankings-appeal-until = 暂定，<b>申诉到{ $day }为止</b>：负责人私聊我发 /appeal
rankings-final = 最终名次
rankings-line = { $rank }. { $area } { $score }
rankings-line-prize = { $rank }. { $area } { $score }，<b>{ $prize }</b>
rankings-nobody = 还没有区域够得上排名。
rankings-more = 另有 { $count } 个
rankings-unranked = 不足 { $people } 人或 { $photos } 张照片，没有排：{ $names }
rankings-unranked-more = 不足 { $people } 人或 { $photos } 张照片，没有排：{ $names } 等 { $count } 个
rankings-weights = 权重：{ $weights }
rankings-quota-days = 够数天数
rankings-heads = 人均参与
rankings-points = 人均积分
rankings-raw-quota-days = { $reached }/{ $of } 天
rankings-raw-heads = { $reached } 人次 / { $of } 人 = { $each }
rankings-raw-points = { $reached } 分 / { $of } 人 = { $each }

rankings-draft = <b>草稿，请过目</b>。下面就是要发到各群的样子；{ $day } { $time } 前没人动，就不发了。
rankings-drop-sure = <b>这个月不发排名了？</b>草稿会作废。
rankings-if = <b>试算：{ $weights }</b>。还没有采用，别人看到的没变。
rankings-publish-button = 先公布，收申诉
rankings-if-button = 试权重
rankings-drop-button = 不发了
rankings-drop-yes = 确定不发
rankings-back-button = 返回
rankings-if-less = { $name } −{ $step }
rankings-if-more = { $name } +{ $step }
rankings-use-button = 就用这些
rankings-used = 按新权重排了，bot.toml 没变
rankings-no-weights = 至少一项要大于 0
rankings-publishing = 正在发到各群
rankings-dropped = 这个月不发了
rankings-published-by = <b>{ $name } 在{ $day } { $time } 公布了</b>
rankings-final-by = <b>{ $name } 在{ $day } { $time } 定了最终名次</b>
rankings-final-at = <b>{ $day } { $time } 定了最终名次</b>
rankings-dropped-by = <b>{ $name } 在{ $day } { $time } 决定不发</b>
rankings-dropped-by-time = <b>没人动过，{ $day } { $time } 作废了</b>
rankings-expired = { $month }排名的草稿三天没人动，没有发。还要发：/ranking
rankings-sent = 暂定排名发到 { $count } 个群了；夜里安静时段的群，明早送到。
rankings-sent-final = 最终排名发到 { $count } 个群了；夜里安静时段的群，明早送到。
rankings-no-chats = 排名没有送到任何群：还没有绑定的群，先用 /bind 绑定。

rankings-lead = <b>{ $area } { $month }暂定第 { $rank } 名</b>（共 { $of } 个），{ $score } 分。有不对的，到{ $day }为止可以申诉。
rankings-lead-unranked = { $area } { $month }人数或照片太少，没有排名。有不对的，到{ $day }为止可以申诉。
rankings-why-button = 为什么
rankings-why-of-button = 为什么：{ $area }
rankings-appeal-button = 申诉
rankings-why = <b>{ $area } { $month }第 { $rank } 名</b>（共 { $of } 个），{ $score } 分
rankings-why-unranked = <b>{ $area } { $month }没有排名</b>：不足 { $people } 人或 { $photos } 张照片
rankings-why-line = { $name }：{ $raw }，折 { $norm } 分，权重 { $weight }
rankings-why-bare = { $name }：{ $raw }
rankings-why-how = 天数按完成的比例折，人均的按最好的区域折；总分是按权重的平均。

rankings-appeal-ask = { $area }哪里不对？发给我，最多 { $most } 字；不申诉了发 /cancel。
rankings-appeal-which = 为哪个区域申诉？
rankings-appeal-taken = { $area }的申诉收到了，有结果告诉你。
rankings-appeal-open = { $area }已经有一份申诉在等答复。
rankings-appeal-none = 现在没有可以申诉的排名。
rankings-appeal-over = 申诉在{ $day }截止了。
rankings-appeal-unfit = 要有字，最多 { $most } 字，请再发一次。
rankings-appeal-nowhere = 你负责的区域不在排名里。
rankings-appeal = <b>{ $area }申诉（{ $month }排名）</b>，{ $name }：{ $text }
rankings-accept-button = 采纳
rankings-reject-button = 不采纳
rankings-accept-ask = 采纳，写一句怎么改；照片改好后排名会自己跟上。
rankings-reject-ask = 不采纳，写一句为什么。
rankings-accepted = { $area }的申诉采纳了：{ $text }
rankings-rejected = { $area }的申诉没有采纳：{ $text }
rankings-accepted-by = { $name } 已采纳：{ $text }
rankings-rejected-by = { $name } 没有采纳：{ $text }
rankings-answered = 答复送去了。
rankings-answered-all = 答复送去了，申诉都答完了，可以定最终名次。
rankings-close = <b>{ $month }排名的申诉截止了，还有 { $count } 份没答复。</b>答完再定，或者现在就定。
rankings-final-button = 定为最终名次
rankings-too-soon = 申诉到{ $day }，过了再定

rankings-none-of = 没有{ $month }的排名。
rankings-nothing = 还没有排名，一个月结束后才有。
rankings-not-in = 这个区域不在排名里。
rankings-usage = 写月份（<code>/ranking 2026-06</code>）或区域（<code>/ranking 330523</code>）。
rankings-past = 以前的：{ $months }
