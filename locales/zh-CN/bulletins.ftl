### The weekly bulletin.

bulletins-title = 通报 · 第 { $week } 周（{ $first } – { $last }）
bulletins-head = <b>{ $title }</b>
bulletins-intro = { $text }
bulletins-reached-all = { $all }/{ $all } 个区域九成以上的日子都够数
bulletins-reached-few = { $kept }/{ $all } 个区域九成以上的日子够数，<b>不到的是{ $names }</b>
bulletins-reached = { $kept }/{ $all } 个区域九成以上的日子够数，<b>{ $behind } 个不到，名单在下面</b>
bulletins-days = { $area } { $reached }/{ $owed } 天
bulletins-totals =
    照片 { $photos } 张{ $photos_change }，参与 { $heads } 人次{ $heads_change }
    { $people } 人发了照片，新报名 { $signups } 人{ $signups_change }
bulletins-change-none = { "" }
bulletins-change-same = （和上期一样）
bulletins-change-more = （比上期多 { $n }）
bulletins-change-less = （比上期少 { $n }）
bulletins-best = <b>走在前面</b>
bulletins-best-each = { $place }. { $area } { $reached }/{ $owed } 天，人均 { $each } 张
bulletins-best-photos = { $place }. { $area } { $reached }/{ $owed } 天，照片 { $photos } 张
bulletins-behind = <b>够数的日子不到九成的 { $count } 个区域</b>
bulletins-behind-more = 另有 { $count } 个
bulletins-pictures = <b>本期好照片</b>
bulletins-picture = { $place }. { $area }，{ $day }
bulletins-picture-below = { $day } · { $area }

bulletins-draft = <b>草稿，请过目</b>。下面就是要发到各群的样子；{ $day } { $time } 前没人动，就不发了。
bulletins-drop-sure = <b>这一期不发了？</b>草稿会作废。
bulletins-publish-button = 发到所有群
bulletins-edit-button = 修改
bulletins-drop-button = 不发了
bulletins-drop-yes = 确定不发
bulletins-back-button = 返回
bulletins-intro-button = 写开头
bulletins-intro-off-button = 去掉开头
bulletins-section-on = ✓ { $name }
bulletins-section-off = ✗ { $name }
bulletins-section-totals = 总数
bulletins-section-best = 走在前面
bulletins-section-behind = 不到九成
bulletins-section-pictures = 好照片
bulletins-other-button = 换第 { $n } 张
bulletins-other = 换上了下一张
bulletins-other-none = 没有别的照片可换，这张去掉了
bulletins-other-gone = 这张已经不在里面了
bulletins-intro-ask = 把开头发给我，最多 { $most } 字；不写了发 /cancel。
bulletins-intro-taken = 开头写好了，草稿已经改了。
bulletins-intro-unfit = 开头要有字，最多 { $most } 字，请再发一次。
bulletins-no-draft = 这份草稿已经不在了，发 /bulletin 看现在的。
bulletins-publishing = 正在发到各群
bulletins-dropped = 这一期不发了
bulletins-published-by = <b>{ $name } 在{ $day } { $time } 发布了</b>
bulletins-published = <b>{ $day } { $time } 发布了</b>
bulletins-dropped-by = <b>{ $name } 在{ $day } { $time } 决定不发</b>
bulletins-dropped-by-time = <b>没人动过，{ $day } { $time } 作废了</b>
bulletins-expired = { $first } – { $last } 的通报草稿三天没人动，没有发。还要发：/bulletin
bulletins-sent = 通报发到 { $count } 个群了；夜里安静时段的群，明早送到。
bulletins-no-chats = 通报没有送到任何群：还没有绑定的群，先用 /bind 绑定。
bulletins-shown-anew = 这份草稿移到下面了。
bulletins-open-me = 草稿在私聊里看，先<a href="{ $link }">打开我</a>。
bulletins-day-unfit = 日期写成 2026-06-28 或 6月28日。
bulletins-none-of = 没有包含{ $day }的通报。
bulletins-nothing = 还没有结束的报送日，明天再来。
bulletins-nothing-new = 上期之后还没有结束的报送日。以前的：
bulletins-line = { $first } – { $last }：<code>/bulletin { $day }</code>
bulletins-best-how = 回复一张照片发 /best，它就进入本周好照片的候选；再发一次收回。
bulletins-best-noted = 记下了，选本周好照片时先看这张。
bulletins-best-taken-back = 收回了。
