### What a person is asked and may change: the form after joining, and /me.

profile-intro = 還有幾個小問題，只給主辦方看。想停就傳 /cancel。
profile-ask-name = 怎麼稱呼你？直接傳過來就行。群組裡仍顯示你的 Telegram 名字。
profile-ask-phone = 方便留個手機號碼嗎？點下面的「分享」按鈕。加密保存，只有你所在區域的負責人能看，每看一次都留紀錄。
profile-ask-age = 你的年齡層？
profile-ask-skills = 你會些什麼？點幾個，點完按「就這些」；也可以直接打字。
profile-now = 現在填的是：{ $answer }
profile-value = { $value }
profile-settled = { $label }：{ $answer } ✓
profile-skipped = { $label }：沒填
profile-finished = 都記下了，謝謝。想改想刪，隨時傳 /me。

profile-label-name = 稱呼
profile-label-phone = 手機
profile-label-age = 年齡層
profile-label-skills = 專長
profile-age-under-14 = 14 歲以下
profile-age-14 = 14–17 歲
profile-age-18 = 18–34 歲
profile-age-35 = 35–59 歲
profile-age-60 = 60 歲以上
profile-skill-carrying = 搬抬粗活
profile-skill-repairs = 水電修繕
profile-skill-driving = 開車
profile-skill-first-aid = 急救
profile-skill-photos = 拍照
profile-skill-talking = 解說勸導
profile-skill-organising = 組織協調
profile-skill-writing = 文書電腦

profile-skip = 跳過
profile-back = ‹ 上一題
profile-done = 就這些
profile-share = 📱 分享我的手機號碼
profile-to-page = ‹ 返回
profile-remove = 拿掉
profile-change = 改{ $label }
profile-add = 填{ $label }
profile-remove-it = 拿掉{ $label }
profile-phone-shut = 已加密（金鑰不在）

profile-hint-name = 傳一個名字就好，最多 { $most } 個字。
profile-hint-phone = 手打的號碼看不出是不是你本人的，所以不收。請點「分享」按鈕。
profile-hint-contact = 只收你自己的號碼。請點「分享」按鈕，不要轉傳名片。
profile-hint-age = 點一個年齡層，或者傳歲數，例如 35。
profile-hint-skills = 點上面的按鈕，或者打幾個字，例如：開車、拍照。
profile-hint-required = 這一項要填才能往下走。不想填就傳 /cancel。
profile-toast-past = 這個問題已經過去了，傳 /me 可以改
profile-toast-required = 這一項要填
profile-toast-choose = 先點一個，或者直接打字
profile-toast-private = 請私訊我再改
profile-toast-removed = 已拿掉{ $label }
profile-toast-hidden = 好，你不列入排行了，積分照算
profile-toast-shown = 好，你又在排行上了
profile-toast-left-out = 好；不過你目前的角色不列入排行

profile-me-name = <b>{ $name }</b>
profile-me-nowhere = 還沒報名，傳 /join 選區域
profile-me-areas = 區域：{ $areas }
profile-me-admin = 管理員
profile-me-lead = 負責人：{ $areas }
profile-me-inspector = 巡查員：{ $areas }
profile-me-stands-in = 替{ $name }代管到{ $day }
profile-me-points = 積分：{ $points }
profile-me-level = 等級：{ $level }
profile-me-hidden = 不列入排行
profile-me-answer = { $label }：{ $answer }
profile-me-more = 私訊裡看全部

profile-me-areas-home = 區域：{ $areas }，主要區域是{ $home }
profile-me-asked = 已申請：{ $areas }，等負責人同意
profile-me-team = 隊伍：{ $name }
profile-me-badges = 徽章：{ $badges }
profile-me-team-led = 隊伍：{ $name }（隊長）
profile-me-invited = 邀來：{ $count } 人
profile-join = 選區域
profile-join-further = 再加入一個
profile-areas = 區域 ›
profile-more = 更多 ›
profile-language = 語言 ›
profile-family = 家庭、班級
profile-hide = 不列入排行
profile-show = 重新列入排行
profile-data = 匯出資料
profile-forget = 刪掉資料

# What a lead sees of a person.
profile-who-usage = 回覆對方的訊息傳 /who，或者寫 <code>/who @chenjing</code>，也可以寫使用者 ID。
profile-who-open = 資料只在私訊裡看，先點開我：
profile-who-elsewhere = { $name }不在你負責的區域，資料看不了。
profile-who-user = <b>{ $name }</b> @{ $username }
profile-who-nowhere = 還沒報名
profile-who-joined = 報名日期：{ $day }
profile-who-child = 未滿 14 歲，只看得到代號
profile-who-phone = 看手機號碼（會留紀錄）
profile-who-number = { $name }：{ $number }
profile-who-no-phone = 沒有留手機號碼
