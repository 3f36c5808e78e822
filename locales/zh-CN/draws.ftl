### Prize draws.

draws-usage = 新的抽奖：<code>/draw 名额 分数 season|all 日期 奖品</code>，例如 <code>/draw 3 100 season 7月15日 电动车头盔</code>
draws-line = { $day } { $name }，{ $state }
draws-show-button = { $name }
draws-state-draft = 还没公布
draws-state-open = 报分中
draws-state-closed = 已截止，等开奖
draws-state-drawn = 已开奖
draws-state-cancelled = 取消了
draws-season = <b>抽奖：{ $name }</b> { $winners } 份。本季到 { $day }零点前够 { $points } 分的人都有一个号，当天中午开奖。
draws-all = <b>抽奖：{ $name }</b> { $winners } 份。{ $day }零点前总分够 { $points } 分的人都有一个号，当天中午开奖。
draws-draft = 公布以后不能再改。公布到哪里？
draws-desks-button = 所有专班群
draws-here-button = 就在这里
draws-drop-button = 不要了
draws-no-desks = 还没有绑定的专班群。
draws-announced = “{ $name }”公布到 { $count } 个群了。
draws-dropped = “{ $name }”没有公布，不办了。
draws-commitment = 种子的 BLAKE3：<code>{ $commitment }</code>。开奖时公布种子，人人可验。
draws-closed = <b>{ $count } 人</b>参加“{ $name }”，今天中午 12 点开奖。点下面看自己的号。
draws-mine-button = 我的号
draws-mine = 你的号是 { $number }
draws-mine-won = 你的号是 { $number }，抽中第 { $place } 份
draws-mine-missing = 还差 { $points } 分
draws-mine-in = 分够了，{ $day }零点发号
draws-mine-none = 截止时分不够，这次没有号
draws-drawn =
    <b>“{ $name }”开奖，中奖号：{ $winners }</b>
    { $count } 个号，种子 <code>{ $seed }</code>
    核对：<code>muster draw verify 文件 --seed 种子 --winners { $prizes }</code>
draws-nobody = “{ $name }”没有人够分，没有开出。
draws-won = 你的 { $number } 号抽中了“{ $name }”，请和负责人联系领取。
draws-winners = “{ $name }”抽中的人：{ $winners }
draws-off-button = 取消抽奖
draws-off-sure = 取消“{ $name }”？公布过的群都会收到通知。
draws-off-yes = 取消
draws-off-no = 不取消
draws-off = “{ $name }”的抽奖取消了。
draws-winners-unfit = 名额是 1 到 { $most } 的整数。例如 <code>/draw 3 100 season 7月15日 电动车头盔</code>
draws-points-unfit = 分数是大于 0 的整数。例如 <code>/draw 3 100 season 7月15日 电动车头盔</code>
draws-period-unfit = 分数后面写 season（本季）或 all（总分）。
draws-day-unfit = 日期要在今天以后，例如 7月15日。
draws-name-unfit = 最后写奖品，1 到 { $most } 个字。
draws-own-ticket = 抽奖（{ $day }，{ $prize }）：你的号码 { $number }
