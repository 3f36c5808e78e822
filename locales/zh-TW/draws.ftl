### Prize draws.

draws-usage = 新的抽獎：<code>/draw 名額 分數 season|all 日期 獎品</code>，例如 <code>/draw 3 100 season 7月15日 安全帽</code>
draws-line = { $day } { $name }，{ $state }
draws-show-button = { $name }
draws-state-draft = 尚未公布
draws-state-open = 累積積分中
draws-state-closed = 已截止，等待開獎
draws-state-drawn = 已開獎
draws-state-cancelled = 已取消
draws-season = <b>抽獎：{ $name }</b> { $winners } 份。本季到 { $day }零點前滿 { $points } 分的人都有一個號碼，當天中午開獎。
draws-all = <b>抽獎：{ $name }</b> { $winners } 份。{ $day }零點前總積分滿 { $points } 分的人都有一個號碼，當天中午開獎。
draws-draft = 公布以後不能再修改。要公布到哪裡？
draws-desks-button = 所有專班群組
draws-here-button = 就在這裡
draws-drop-button = 不要了
draws-no-desks = 還沒有綁定的專班群組。
draws-announced = 「{ $name }」已公布到 { $count } 個群組。
draws-dropped = 「{ $name }」沒有公布，不辦了。
draws-commitment = 種子的 BLAKE3：<code>{ $commitment }</code>。開獎時公布種子，人人都能驗證。
draws-closed = <b>{ $count } 人</b>參加「{ $name }」，今天中午 12 點開獎。點下面看自己的號碼。
draws-mine-button = 我的號碼
draws-mine = 您的號碼是 { $number }
draws-mine-won = 您的號碼是 { $number }，抽中第 { $place } 份
draws-mine-missing = 還差 { $points } 分
draws-mine-in = 積分夠了，{ $day }零點發號碼
draws-mine-none = 截止時積分不足，這次沒有號碼
draws-drawn =
    <b>「{ $name }」開獎，中獎號碼：{ $winners }</b>
    { $count } 個號碼，種子 <code>{ $seed }</code>
    驗證：<code>muster draw verify 檔案 --seed 種子 --winners { $prizes }</code>
draws-nobody = 「{ $name }」沒有人達到積分，沒有開出。
draws-won = 您的 { $number } 號抽中「{ $name }」，請聯絡負責人領取。
draws-winners = 「{ $name }」的得獎者：{ $winners }
draws-off-button = 取消抽獎
draws-off-sure = 要取消「{ $name }」嗎？公布過的群組都會收到通知。
draws-off-yes = 取消
draws-off-no = 不取消
draws-off = 「{ $name }」的抽獎已取消。
draws-winners-unfit = 名額是 1 到 { $most } 的整數。例如 <code>/draw 3 100 season 7月15日 安全帽</code>
draws-points-unfit = 分數是大於 0 的整數。例如 <code>/draw 3 100 season 7月15日 安全帽</code>
draws-period-unfit = 分數後面寫 season（本季）或 all（總積分）。
draws-day-unfit = 日期要在今天以後，例如 7月15日。
draws-name-unfit = 最後寫獎品，1 到 { $most } 個字。
draws-own-ticket = 抽獎（{ $day }，{ $prize }）：您的號碼 { $number }
