### The page of the demo.

## The frame: the top of the page, its menus and languages.

demo-title = 集结 · 演示
demo-brand = 集结
demo-brand-small = 演示
demo-skip = 跳到输入框
demo-you = 你
demo-people = 你现在是谁
demo-you-are = 你现在是{ $name }，{ $part }。换一个人
demo-part-volunteer = 志愿者
demo-part-lead = 区负责人
demo-part-coordinator = 市协调员
demo-part-admin = 管理员
demo-part-stranger = 还没报名的人
demo-about-volunteer = 在群里发照片，看机器人怎么算
demo-about-lead = 审照片，晚上八点收到日报
demo-about-coordinator = 在指挥部频道看各区报上来的拼图
demo-about-admin = 绑定群、任命负责人、导入区域
demo-about-stranger = 在群里但没报名，先发照片再报名
demo-more = 更多
demo-fresh = 从头再来
demo-fresh-sure = 从头再来，现在的聊天和照片都会清掉。
demo-cancel = 取消
demo-close = 关闭
demo-ok = 好
demo-offline = 连接断了，正在重连…
demo-online = 又连上了
demo-failed = 没有成功，请再试一次
demo-only-telegram = 在真的 Telegram 里，这里会打开 Telegram 自己的页面
demo-day-next = 下一幕
demo-day-failed = 这一幕没演成：{ $what }
demo-no-page = 这里什么也没有。

## The clock.

demo-clock = 时钟
demo-clock-now = 现在是 { $time }，打开时钟
demo-weekday = { $number ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}
demo-day-count = 第 { $number } 天 / { $all }
demo-day-before = 还没开始
demo-day-after = 已经结束
demo-next = 接下来 { $time } { $what }
demo-next-day = 接下来 { $day } { $time } { $what }
demo-next-noon = 提醒还差照片的群
demo-next-afternoon = 再提醒一次，并告诉负责人
demo-next-evening = 当天截止：拼图报送，发日报
demo-next-other = { $name }
demo-run = 让时间快进
demo-run-next = 快进到 { $time }
demo-run-next-day = 快进到 { $day } { $time }
demo-run-evening = 晚八点
demo-run-tomorrow = 明天
demo-run-hour = 一小时

## The list of chats.

demo-chats = 聊天
demo-channel = 频道
demo-list-others = 还能加入的群
demo-list-outside = 还没加入
demo-list-empty = 还没有消息
demo-unread = 未读消息
demo-unread-count = { $count } 条未读
demo-choose = 在左边选一个聊天

## An open chat.

demo-back = 返回聊天列表
demo-about-bot = 机器人
demo-about-blocked = 已停用
demo-about-group = { $count } 位成员
demo-about-channel = 频道 · { $count } 位订阅者
demo-welcome = 点下面的“开始”，跟机器人说第一句话。
demo-outside = 加入以后才能看到这里的消息。
demo-messages = 消息
demo-earlier = 看更早的消息
demo-down = 到最新消息
demo-pinned = 置顶
demo-chat-menu = 聊天菜单
demo-add-bot = 把机器人加进来
demo-join = 加入群
demo-leave = 退出
demo-block = 停用机器人
demo-unblock = 重新启用机器人
demo-start = 开始
demo-read-only = 频道里只有管理员能发消息。
demo-muted = 你在这里被禁言了。
demo-moved = 群升级了，去新的群
demo-rank-owner = 群主
demo-rank-admin = 管理员
demo-edited = 已编辑
demo-forwarded = 转发自 { $name }
demo-reply-gone = 原消息已删除
demo-reveal = 显示遮住的文字
demo-unfold = 展开引文
demo-photo-of = { $name }的照片
demo-photo-captioned = { $name }的照片：{ $caption }
demo-reaction = { $emoji }：{ $names }
demo-short-photo = 🖼 照片
demo-short-album = 🖼 { $count } 张照片
demo-short-place = 📍 位置
demo-short-contact = 👤 联系人
demo-short-poll = 📊 { $question }
demo-video = 🎬 视频
demo-other = （{ $kind }）
demo-poll-open = 公开投票
demo-poll-anonymous = 匿名投票
demo-poll-quiz = 答题
demo-poll-closed = 投票已结束
demo-poll-votes = { $count } 票
demo-vote = 投票
demo-vote-back = 撤回我的选择
demo-service-joined = { $name }加入了群
demo-service-added = { $name }添加了{ $others }
demo-service-left = { $name }退出了群
demo-service-removed = { $name }移除了{ $other }
demo-service-title = { $name }把群名改成「{ $title }」
demo-service-pinned = { $name }置顶了一条消息
demo-service-upgraded = 群已升级为超级群
demo-service-topic = { $name }新建了话题「{ $topic }」
demo-service-created = { $name }建了这个群
demo-service-other = （{ $kind }）

## The menu of a message, pictures.

demo-message = { $name }，{ $time }：{ $what }
demo-message-menu = 消息菜单
demo-react = 回应
demo-reply = 回复
demo-edit = 编辑
demo-forward = 转发
demo-delete = 删除
demo-forward-to = 转发给谁
demo-forward-done = 已转发
demo-add-to = 把机器人加到哪个群
demo-viewer = 看大图
demo-viewer-before = 上一张
demo-viewer-next = 下一张

## The composer.

demo-composer = 写消息
demo-write = 写消息…
demo-caption = 写一句：在哪里、做了什么、几个人
demo-send = 发送
demo-attach = 照片、文件、位置
demo-commands = 机器人的命令
demo-reply-keys = 机器人给的按键
demo-editing = 编辑消息
demo-replying = 回复
demo-picked = 选好的照片和文件
demo-remove = 去掉
demo-most-photos = 一次最多发 10 张
demo-tray = 选照片，选几张就是一组
demo-own-files = 用自己的文件
demo-as-file = 作为文件发送，不压缩
demo-places = 或者发一个位置
demo-spot-bridge = 二里桥
demo-spot-lake = 太湖边
demo-spot-hill = 莫干山
demo-tray-done = 选好了

## The drawer of trouble.

demo-trouble = 出点故障
demo-trouble-about = 让外面的世界出毛病，看看会不会丢东西。
demo-trouble-telegram = Telegram
demo-trouble-bot = 机器人
demo-fault-none = 一切正常
demo-fault-none-about = 来去都通
demo-fault-down = 断网
demo-fault-down-about = 机器人连不上 Telegram
demo-fault-slow = 很慢
demo-fault-slow-about = 每个请求都要等
demo-fault-flood = 限流
demo-fault-flood-about = 发什么都被叫停几秒
demo-crash = 让机器人崩溃
demo-crash-about = 像断电一样，马上停
demo-revive = 重新启动机器人
demo-revive-about = 从断的地方接着做
demo-figure-updates = Telegram 替它存着
demo-figure-inbox = 收到了，待处理
demo-figure-outbox = 定好了，待发出
demo-trouble-waiting = 现在等着的
demo-trouble-proof = 从你来到现在
demo-figure-lost = 丢失
demo-figure-doubled = 重复
demo-proof-photos = 照片：发了 { $posted } 张，记下 { $taken } 张，算数 { $counted } 张
demo-proof-messages = 消息：要发 { $decided } 条，送到 { $delivered } 条{ $dropped ->
    [0] {""}
   *[other] ，作罢 { $dropped } 条
}
demo-nothing-lost = 收到的先落盘再确认，要发的先落盘再发：所以什么也不会丢。
demo-wrong-crashed = 机器人停了
demo-wrong-down = Telegram 断网
demo-wrong-slow = Telegram 很慢
demo-wrong-flood = Telegram 限流

## The tour.

demo-tour = 导览
demo-tour-again = 重看导览
demo-tour-skip = 跳过导览
demo-tour-progress = 导览：{ $done } / { $all } 步已完成
demo-tour-go = 以{ $name }的身份打开「{ $chat }」
demo-tour-1 = 发三张照片
demo-tour-1-go = { $name }是志愿者。先以这个身份走进志愿者群。
demo-tour-1-here = 点回形针选三张照片，写一句在哪里、做了什么、几个人，然后发送。
demo-tour-1-more = 已经发了 { $have } 张，一共要三张。
demo-tour-pick = 替我选好三张
demo-tour-2 = 看见 3/3
demo-tour-2-here = 机器人点 👍 就是算数了；够数时它在群里说一句。
demo-tour-3 = 快进到晚上八点
demo-tour-3-here = 3/3，够数了。现在让时间走到晚上八点，当天截止。
demo-tour-4 = 读负责人的日报
demo-tour-4-go = 八点整，每位负责人收到一份日报。看看{ $name }收到了什么。
demo-tour-5 = 看报上去的拼图
demo-tour-5-go = 照片拼成一张图，报到了指挥部。以{ $name }的身份去看。
demo-tour-wait = 马上就到…
demo-tour-end = 一天就是这样
demo-tour-end-text = 接下来随你：换个人、发点别的、点右上角的故障开关，看它会不会丢东西。
demo-tour-done = 自己玩

## What a visitor does, and why it is not done.

demo-act-unknown = 这个人、这个聊天或者这个按钮不存在，刷新一下再试。
demo-act-not-inside = 你不在这个聊天里，先加入再说。
demo-act-gone = 这条消息或者这个按钮已经没有了。
demo-act-malformed = 这个表单读不懂，刷新页面再试一次。
demo-act-failed = 演示自己出错了：{ $why }
demo-act-refused = Telegram 不让这么做：{ $why }
demo-act-start-first = 先点“开始”，机器人才听得到你。
demo-act-nothing = 还什么都没写，也没选照片。
demo-act-too-long = 太长了：最多 { $most } 个字，现在有 { $length } 个。
demo-act-too-many = 一次最多 { $most } 个。
demo-act-empty = { $name } 是空的。
demo-act-file-too-big = 太大了：一个文件最多 { $most } MB。
demo-act-photo-too-big = { $name } 太大：照片最多 { $most } MB，可以作为文件发送。
demo-act-no-picture = { $name } 不是 Telegram 能显示的图片，可以作为文件发送。
demo-act-photo-shape = { $name } 是 { $width }×{ $height }：照片宽高相加最多 10000，长边最多是短边的 20 倍。可以作为文件发送。
demo-act-no-place = 没有这样的位置。
demo-act-no-number = 这不像电话号码。
demo-act-not-own = 只能改、只能删自己的消息。
demo-act-no-words = 这条消息没法这样做。
demo-act-no-reaction = 这里不能用这个表情回应。
demo-act-one-answer = 选一个答案。
demo-act-admins-only = 只有频道的管理员能这么做。
demo-act-bot-is-there = 机器人已经在这里了。
demo-act-day-over = 这一天演完了。

## 谁可以用这个页面。

demo-guard-name = 演示不叫 { $name }：请打开启动时印出的链接，或用 --listen 写明这个名字再启动。
demo-guard-page = 这个请求不是从演示自己的页面发来的：请打开启动时印出的链接，在那里再试一次。
demo-tour-late = 这一天已经过完了
demo-tour-late-text = 之前有人玩过，都还留着。可以随便看看，也可以从头再来，导览只要两分钟。
