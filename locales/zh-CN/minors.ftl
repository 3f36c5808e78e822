### Children, their guardians, and those who post for them.

# A pseudonym: a word and a number, as it is typed behind 代.
minors-pseudonym = { $word ->
    [0] 小树
    [1] 小花
    [2] 小草
    [3] 小鸟
    [4] 小鱼
    [5] 小马
    [6] 小鹿
    [7] 小星
    [8] 小云
    [9] 小河
    [10] 小山
   *[other] 小雨
}{ $number }
minors-in-private = 这个请私聊我说。
minors-back = ‹ 返回

# To a child with an account of its own.
minors-you-wait =
    还没满 14 岁，要先请爸爸妈妈或监护人同意。把这个链接发给他们，打开点一下就好：
    { $link }

    没有 Telegram 也行，请他们签一张纸交给负责人，就说「{ $child }」。
    在大家那里你就叫<b>{ $child }</b>，不出现名字。同意以前发的照片先留着。
minors-share = 发给爸爸妈妈
minors-share-words = 我想参加「{ $campaign }」，要你同意才行。
minors-new-link = 换一个新链接
minors-new-link-made = 新链接好了，旧的不能用了
minors-has-role = 你现在还有职务，没满 14 岁不能担任。请管理员先解除，再来填。
minors-has-children = 你名下还有孩子（/family），没满 14 岁不能替他们做主。点错了就用 /me 重新选年龄。
minors-older-by-lead = 之前填的是没满 14 岁。要是填错了，请负责人发 /consent 帮你改过来。
minors-older-done = 改好了：你已满 14 岁，不用监护人同意，公开的地方会显示你的名字。
minors-photo-waits = 照片收到了，先留着，监护人在当天截止前同意就算数。要链接发 /family。
minors-agreed-child = 监护人同意了，可以打卡啦！大家看到的还是「{ $child }」。
minors-photos-count = { $line }等着的 { $n } 张照片现在算进去。
minors-photos-late = { $line }有 { $n } 张是前几天的，那几天已经截止，没有算进去。
minors-declined-child = 监护人没有同意，所以先不能打卡，等着的照片已经删掉。以后同意了，再发一个链接就行。
minors-withdrawn-child = 监护人撤回了同意，打卡先停下，照片和资料几分钟内就删掉。以后同意了，再发 /join 重新报名就行。
minors-grown = 满 14 岁啦，恭喜！以后公开的图和文字要改成显示你的名字吗？现在显示的是「{ $child }」。
minors-grown-yes = 对，显示我的名字
minors-grown-no = 先不改
minors-grown-done = 好的，以后显示你的名字，也不再需要监护人同意。
minors-grown-later = 好的，还是显示原来的代号。
minors-grown-guardian = 「{ $child }」说自己满 14 岁了，不再需要你的同意，公开的地方会显示名字。
minors-me-agreed = 大家看到的是：{ $child }（监护人已同意）
minors-me-waits = 大家看到的是：{ $child }（还在等监护人同意）

# To a guardian.
minors-ask-own =
    孩子想参加「{ $campaign }」（{ $area }），没满 14 岁，要您先同意。

    · 会存：孩子的 Telegram 编号和显示的名字、区域、发来的照片和说明
    · 公开的图和文字里只出现代号「{ $child }」，不出现名字
    · 随时发 /family 可以撤回，撤回后照片和名字就删掉

    您是孩子的父母或监护人，同意吗？
minors-ask-pupil =
    { $proxy } 想带孩子参加「{ $campaign }」（{ $area }），没满 14 岁，要您先同意。

    · 会存：代号「{ $child }」、{ $proxy } 替孩子发的照片和说明；名字您愿意填才存
    · 公开的图和文字里只出现代号「{ $child }」，不出现名字
    · 随时发 /family 可以撤回，撤回后照片和名字就删掉

    您是孩子的父母或监护人，同意吗？
minors-agree = 我是监护人，同意
minors-decline = 不同意
minors-agreed = 谢谢，已经记下。公开的地方孩子叫「{ $child }」。要撤回随时发 /family。
minors-agreed-name =
    谢谢，已经记下。公开的地方孩子叫「{ $child }」。要撤回随时发 /family。

    孩子叫什么？打出来，老师发照片时写「代名字」就行，别人看到的还是代号。也可以不填。
minors-no-name = 不填，就用「{ $child }」
minors-declined = 好的，没有同意。「{ $child }」等着的照片已经删掉。
minors-link-unknown = 这个链接不对，或者已经换过新的，请孩子或老师再发一次。
minors-link-used = 「{ $child }」的这个链接已经用过了。同意过的在 /family 里看。
minors-link-own = 这个链接要爸爸妈妈或监护人用自己的 Telegram 打开，你转给他们就好。
minors-link-minor = 没满 14 岁不能当监护人，请转给大人。
minors-link-proxy = 孩子是您报上来的，要由孩子的父母或监护人打开。请转给他们，或让负责人登记纸质同意书。
minors-link-answered = 已经答过了，或者有别人打开了链接；请重新打开一次。

# To whoever enters children and posts for them.
minors-family-minor = 没满 14 岁不能替别的孩子报名，请让大人来。
minors-family-join = 请先报名：/join 选一个区域，再来加孩子。
minors-family-none = 名下还没有孩子。家长、老师可以在这里加孩子，用自己的号替他们发照片。
minors-family = 名下的孩子 { $n } 个：
minors-family-agreed = ✅ { $child }
minors-family-waits = ⏳ { $child }，等监护人同意
minors-family-refused = 🚫 { $child }，监护人没有同意
minors-add = ＋ 加孩子
minors-add-who = 您是孩子的：
minors-as-parent = 父母或监护人
minors-as-teacher = 老师或领队
minors-too-many = 一个号最多 { $most } 个孩子，还能加 { $left } 个。
minors-entered-name =
    已加上，公开的地方孩子叫「{ $child }」，您是监护人，算您同意了。

    孩子叫什么？打出来，发照片时写「代名字」就行，别人看到的还是代号。也可以不填。
minors-how-many = 有几个孩子？发一个数字（最多 { $most }）。先不要发名字，每个孩子会有一个代号。
minors-entered = 加上了 { $n } 个。每个代号配一个链接，转给对应的家长，点同意就行；没有 Telegram 的签纸质同意书交给负责人。同意以前，替他们发的照片先留着。
minors-link-of = <b>{ $child }</b> 家长的链接：
    { $link }
minors-one = <b>{ $child }</b>，{ $area }
minors-one-post = 发照片时说明写「代{ $called }」，别人看到的是「{ $child }」，积分归您。
minors-one-guarded = 您同意过。公开的图和文字里只出现「{ $child }」。
minors-one-waits = 还没有监护人同意，只存代号「{ $child }」，替孩子发的照片先留着。
minors-name = 填名字
minors-rename = 改名字
minors-ask-name = 「{ $child }」叫什么？打出来就行，别人看到的还是代号。
minors-name-bad = 名字要 1 到 { $most } 个字，再打一次。
minors-name-twice = 已经有一个叫「{ $name }」的了，加一个字区分开，再打一次。
minors-name-too-late = 这个孩子已经不在名单里，或者同意已经撤回，名字没有存。
minors-named = 记下了。发照片时写「代{ $name }」，别人看到的是「{ $child }」。
minors-named-guardian = 记下了：{ $name }。别人看到的是「{ $child }」。
minors-remove = 从名单去掉
minors-remove-sure = 把 { $child } 从名单去掉？名字会删掉，以前算过的照片还留在代号下。
minors-remove-yes = 去掉
minors-removed = 「{ $child }」去掉了，名字已经删掉。
minors-withdraw = 撤回同意
minors-withdraw-sure = 撤回对 { $child } 的同意？照片和名字会删掉，找不回来；算过的张数不变。
minors-withdraw-yes = 撤回并删掉
minors-withdrawn = 撤回了，「{ $child }」的照片和名字已经删掉。
minors-data = 看存了什么
minors-data-begun = 正在打包「{ $child }」的资料，好了发到这里
minors-erase = 删掉全部资料
minors-erase-sure = 删掉 { $child } 的全部资料？照片、名字和别的资料都删，孩子不再参加，找不回来；算过的张数不变。想留一份，先点「看存了什么」。
minors-erase-yes = 全部删掉
minors-erased = 好，「{ $child }」的全部资料正在删，几分钟就完。
minors-agreed-proxy = 「{ $child }」的监护人同意了，可以替孩子发照片了。
minors-declined-proxy = 「{ $child }」的监护人没有同意，请不要再替孩子发照片；等着的照片已经删掉。
minors-photo-waits-for = 代「{ $child }」的照片收到了，先留着，监护人在当天截止前同意就算数。要链接发 /family。

# To leads.
minors-lead-waits = 「{ $child }」（{ $area }）没满 14 岁，在等监护人同意。收到纸质同意书就来登记。
minors-lead-open = 等同意的孩子
minors-agreed-lead = 「{ $child }」的监护人同意了。
minors-declined-lead = 「{ $child }」的监护人没有同意，孩子不参加了。
minors-none-wait = 没有孩子在等监护人同意。
minors-waiting = 有 { $n } 个孩子在等监护人同意，点一个登记：
minors-waits-own = 「{ $child }」（{ $area }），自己有号，没满 14 岁。收到监护人签字的同意书了吗？
minors-waits-pupil = 「{ $child }」（{ $area }），{ $proxy } 报的。收到监护人签字的同意书了吗？
minors-paper = 收到了，登记
minors-older = 填错了，已满 14 岁
minors-has-consent = 「{ $child }」已经有同意了
minors-paper-done = 「{ $child }」的纸质同意书登记好了。
minors-older-lead = 「{ $child }」改成已满 14 岁了。
