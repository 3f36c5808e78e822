### Photos: what a group hears of them, and what leads decide.

photos-today = 今天
photos-earlier = 之前
photos-quota-reached = { $area }{ $day } { $have }/{ $quota }，已够数。{ $time } 合成拼图报送。
photos-tomorrow = { $time } 已截止，这张算 { $day }的。
photos-over = 「{ $campaign }」已经结束，照片不再计数。谢谢大家。
photos-video = 视频暂时不计数，发照片就行。
photos-join-first = 先报名，照片才能计数：发 /join 选一个区域。
photos-join = 照片收到了，先替你留着。点一下报名，当天的照片就都计入{ $area }。
photos-choice = 计入{ $area }。要算到别处，点下面：

photos-ask = 这些照片还差一句话：在哪里、做了什么、几个人。回复这条就行，一句管全部。
photos-not-a-submission = 不是打卡
photos-dismissed = 好，这些不算打卡。
photos-words-needed = 再加几个字就行：在哪里、做了什么。
photos-heads = 写的是 { $n } 人吗？先按 1 人记。回复这条写上人数，比如 12人。
photos-rebound-button = 今天的 { $n } 张也算到{ $area }
photos-rebound-done = 今天的 { $n } 张照片改算到{ $area }，之前几天的不变。
photos-rebound-done-already = 已经算到那里了。
photos-only-the-sender = 只有发照片的人和负责人可以点。
photos-has-caption = 已经有说明了。

photos-duplicate = { $n ->
    [1] 这张和{ $day }的一张是同一个文件，不重复计。补一张新拍的就行。
   *[other] 这 { $n } 张和{ $day }的是同样的文件，不重复计。补几张新拍的就行。
}
photos-n-counted = 计 { $n }
photos-n-waiting = 待审 { $n }
photos-n-duplicate = 重复 { $n }
photos-n-unreadable = 打不开 { $n }
photos-and = { $row },{ $next }
photos-mixed-fault = { $row }。{ $fault }
photos-fault-heic = 这是 HEIC 文件，这里打不开。用「照片」方式再发一次，不要当文件发。
photos-fault-not-a-picture = 这个文件不是能打开的图片。用「照片」方式再发一次。
photos-fault-too-big = 这张图太大了。用「照片」方式再发一次，不要当文件发。
photos-fault-shape = 这张图太长或太窄，显示不了。裁一下再发。
photos-fault-broken = 这张图坏了，打不开。再发一次。
photos-fault-gone = 没能从 Telegram 取到这张照片。再发一次。

photos-whose = { $area } · { $day } { $time } · { $name }
photos-whose-for = { $area } · { $day } { $time } · { $name }（代 { $shown }）
photos-refused = { $day } { $time } 发到{ $area }的照片没有计入：{ $reason }。补一张就行。
photos-refused-all = { $day } { $time } 发到{ $area }的 { $n } 张照片没有计入：{ $reason }。补几张就行。
photos-not-refused = 这张照片现在没有问题。
photos-why = 这张照片有一句说明，点开私聊看。
photos-why-button = 看说明

photos-quota-short = { $area }{ $day } { $have }/{ $quota }，还差 { $missing } 张。
photos-undo-how = 回复要撤回的那张照片，发 /undo 或“撤回”。
photos-undo-not-yours = 这张要由发照片的人自己撤回。
photos-undo-lead = 这张要由发照片的人自己撤回。不该计的，可以在 /review 里点“不计”。
photos-undo-already = 这张已经撤回了。
photos-undo-which = 撤回这一张，还是整组？
photos-undo-one = 只撤这一张
photos-undo-all = 整组 { $n } 张
photos-undo-keep = 不撤了
photos-undo-done = 撤回了 { $n } 张。

photos-reason-blurred = 模糊
photos-reason-off-topic = 与主题无关
photos-reason-duplicate = 重复
photos-reason-other = 其他原因
photos-decided-count = 已计入

photos-review-waiting = <b>待审 { $left }</b>
photos-review-counted = <b>今天已计入</b>
photos-review-refused = <b>今天未计入：{ $reason }</b>
photos-review-changed = <b>还没有定</b>
photos-review-caption = { $text }
photos-review-heads = 参与 { $n } 人
photos-review-no-heads = 没写人数，按 1 人记
photos-review-place = 地点：{ $place }
photos-review-taken = 相机时间：{ $at }
photos-review-camera-place = 相机位置：{ $place }
photos-review-look = 看着和这张像，是不是同一张？{ $other }
photos-review-again = 同一个文件之前没有计入：{ $other }
photos-review-why = 为什么不计？
photos-review-count = 计入
photos-review-refuse = 不计
photos-review-next = 下一张
photos-review-empty = 没有要审的照片。
photos-review-done = 看完了，没有下一张。
photos-review-outdated = 这张刚刚有了变化，请再看一眼。
photos-review-in-private = 已发到私聊。
photos-review-unreachable = 先点一下打开私聊，再发 /review。
photos-open-bot = 打开私聊

photos-review-no-place = 没写地点
photos-review-count-all = 整组计入 { $n }
photos-review-refuse-all = 整组不计
photos-review-fixed = 固定点位，以后都算
photos-review-not-fixed = 取消固定点位
photos-review-back = ‹ 返回
photos-review-all-done = <b>审完了</b>，没有待审的照片。
photos-review-left = <b>看完了一遍</b>，还有 { $left } 张待审。
photos-review-lacks-place = 今天计入的里有 { $n } 张没写地点。
photos-review-lacks-heads = 今天计入的里有 { $n } 张没写人数。
photos-review-open-waiting = 接着审 { $n } 张
photos-review-open-later = 再看先放着的 { $n } 张
photos-review-open-lacking = 补地点、人数 { $n } 张
photos-review-open-counted = 看今天计入的 { $n } 张
photos-review-open-refused = 看今天没计入的 { $n } 张
photos-review-withdrawn = 发照片的人已经撤回了这张。
photos-review-counted-by = { $name } 刚才已经计入了这张。
photos-review-refused-by = { $name } 刚才定了不计：{ $reason }。
photos-fixed-allowed = 已计入。这个点位以后拍的都直接算。
photos-fixed-forgotten = 这里不再是固定点位，以后像的照片还会先问。

photos-mend = 更正
photos-mend-what = 改哪一项？
photos-mend-what-album = 改哪一项？整组 { $n } 张一起改。
photos-mend-area = 区域
photos-mend-day = 日子
photos-mend-place = 地点
photos-mend-heads = 人数
photos-mend-words = 说明
photos-mend-to-area = 改算到哪里？{ $area }：
photos-mend-to-day = 改算到哪一天？
photos-mend-no-day = 没有别的日子可以改。
photos-mend-ask-place = 地点是哪里？发文字或者位置都行。
photos-mend-ask-heads = 几个人？发个数字就行。
photos-mend-ask-words = 补一句说明：在哪里、做了什么。
photos-mend-heads-how = 人数写 1 到 { $most } 的数字，比如 12。
photos-mend-how = 回复人数（比如 12人）、地点，或者发一个位置。

photos-move-how = 回复要改的那张照片，写区域代码或日期：<code>/move 330502</code>、<code>/move 6-20</code>。
photos-move-unknown = “{ $word }”不是区域代码，也不是日期。例如 /move 330502 或 /move 6-20。
photos-move-too-high = { $area }太大，照片要算到{ $level }或更小的区域。
photos-move-no-such-day = 不能算到{ $day }：要是行动期间已经到了的日子。
photos-moved = { $n } 张改算到{ $area }，{ $day }。

photos-status-unbound = 这个群还没有绑定区域。
photos-status-count = { $area }{ $day } { $have } 张
photos-status-full = { $area }{ $day } { $have }/{ $quota }，已够数
photos-status-missing = { $area }{ $day } { $have }/{ $quota }，还差 { $missing } 张，{ $time } 截止
photos-status-chat = 本群 { $n } 张：{ $names }
photos-status-chat-waiting = 待审 { $n } 张
photos-status-chat-none = 本群还没有照片
photos-status-own = 你计入 { $n } 张
photos-status-own-waiting = 你计入 { $n } 张，待审 { $waiting } 张
photos-status-below = <b>{ $day } { $full }/{ $all } 够数</b>，{ $time } 截止
photos-status-row = { $area } { $have }/{ $quota }
photos-status-more-missing = 另有 { $n } 个还不够数
photos-status-folded = 另有 { $n } 个已够数
photos-status-free = { $area } { $have } 张
photos-status-none-owes = { $day }没有要交照片的区域
photos-status-resting = 另有 { $n } 个不用交

# The rehearsal
photos-rehearsal = 演练 · { $line }
photos-rehearsal-eve = 演练到今晚 24:00 为止，这张到时清零。正式计数从{ $day } 00:00 开始。
photos-rehearsal-late = 这张是演练时拍发的，不再计数。正式打卡从{ $day }开始，今天的照片照常发就行。
photos-rehearsal-over = “{ $campaign }”从{ $day }起正式开始：演练的 { $n } 张照片和积分已清零，报名和绑定的群都还在。
photos-status-rehearsal = 现在是演练：{ $day } 00:00 起正式计数，之前的照片和积分到时清零。
photos-evening-waiting = 待审 { $count } 张
photos-evening-alike = 疑似重复 { $count } 张
photos-evening-lacks-place = 没写地点 { $count } 张
photos-evening-lacks-heads = 没写人数 { $count } 张
photos-review-how = 私聊我发 /review，一张一张看
photos-evening-review = 审核 { $count } 张
