### What a person is asked and may change: the form after joining, and /me.

profile-intro = 还有几个小问题，只给主办方看。想停就发 /cancel。
profile-ask-name = 怎么称呼你？直接发过来就行。群里仍显示你的 Telegram 名字。
profile-ask-phone = 方便留个手机号吗？点下面的「分享」按钮。加密保存，只有你所在区域的负责人能看，每看一次都留记录。
profile-ask-age = 你的年龄段？
profile-ask-skills = 你会些什么？点几个，点完按「就这些」；也可以直接打字。
profile-now = 现在填的是：{ $answer }
profile-value = { $value }
profile-settled = { $label }：{ $answer } ✓
profile-skipped = { $label }：没填
profile-finished = 都记下了，谢谢。想改想删，随时发 /me。

profile-label-name = 称呼
profile-label-phone = 手机
profile-label-age = 年龄段
profile-label-skills = 特长
profile-age-under-14 = 14 岁以下
profile-age-14 = 14–17 岁
profile-age-18 = 18–34 岁
profile-age-35 = 35–59 岁
profile-age-60 = 60 岁以上
profile-skill-carrying = 搬抬力气活
profile-skill-repairs = 水电修补
profile-skill-driving = 开车
profile-skill-first-aid = 急救
profile-skill-photos = 拍照
profile-skill-talking = 讲解劝导
profile-skill-organising = 组织协调
profile-skill-writing = 文字电脑

profile-skip = 跳过
profile-back = ‹ 上一题
profile-done = 就这些
profile-share = 📱 分享我的手机号
profile-to-page = ‹ 返回
profile-remove = 去掉
profile-change = 改{ $label }
profile-add = 填{ $label }
profile-remove-it = 去掉{ $label }
profile-phone-shut = 已加密（密钥不在）

profile-hint-name = 发一个名字就好，最多 { $most } 个字。
profile-hint-phone = 手打的号码看不出是不是你本人的，所以不收。请点「分享」按钮。
profile-hint-contact = 只收你自己的号码。请点「分享」按钮，不要转发名片。
profile-hint-age = 点一个年龄段，或者发岁数，比如 35。
profile-hint-skills = 点上面的按钮，或者打几个字，比如：开车、拍照。
profile-hint-required = 这一项要填才能往下走。不想填就发 /cancel。
profile-toast-past = 这个问题已经过去了，发 /me 可以改
profile-toast-required = 这一项要填
profile-toast-choose = 先点一个，或者直接打字
profile-toast-private = 请私聊我再改
profile-toast-removed = 已去掉{ $label }
profile-toast-hidden = 好，你不上榜了，积分照记
profile-toast-shown = 好，你又上榜了
profile-toast-left-out = 好；不过你现在的角色不参加排行

profile-me-name = <b>{ $name }</b>
profile-me-nowhere = 还没报名，发 /join 选区域
profile-me-areas = 区域：{ $areas }
profile-me-admin = 管理员
profile-me-lead = 负责人：{ $areas }
profile-me-inspector = 巡查员：{ $areas }
profile-me-stands-in = 替{ $name }代管到{ $day }
profile-me-points = 积分：{ $points }
profile-me-level = 等级：{ $level }
profile-me-hidden = 不上排行榜
profile-me-answer = { $label }：{ $answer }
profile-me-more = 私聊里看全部

profile-me-areas-home = 区域：{ $areas }，主区域是{ $home }
profile-me-asked = 已申请：{ $areas }，等负责人同意
profile-me-team = 队伍：{ $name }
profile-me-badges = 徽章：{ $badges }
profile-me-team-led = 队伍：{ $name }（队长）
profile-me-invited = 请来：{ $count } 人
profile-join = 选区域
profile-join-further = 再加入一个
profile-areas = 区域 ›
profile-more = 更多 ›
profile-language = 语言 ›
profile-family = 家庭、班级
profile-hide = 不上排行榜
profile-show = 重新上榜
profile-data = 导出资料
profile-forget = 删掉资料

# What a lead sees of a person.
profile-who-usage = 回复对方的消息发 /who，或者写 <code>/who @chenjing</code>，也可以写用户 ID。
profile-who-open = 资料只在私聊里看，先点开我：
profile-who-elsewhere = { $name }不在你负责的区域，资料看不了。
profile-who-user = <b>{ $name }</b> @{ $username }
profile-who-nowhere = 还没报名
profile-who-joined = 报名日期：{ $day }
profile-who-child = 没满 14 岁，只看得到代号
profile-who-phone = 看手机号（会留记录）
profile-who-number = { $name }：{ $number }
profile-who-no-phone = 没有留手机号
