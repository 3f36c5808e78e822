### Children, their guardians, and those who post for them.

# A pseudonym: a word and a number, as it is typed behind 代.
minors-pseudonym = { $word ->
    [0] 小樹
    [1] 小花
    [2] 小草
    [3] 小鳥
    [4] 小魚
    [5] 小馬
    [6] 小鹿
    [7] 小星
    [8] 小雲
    [9] 小河
    [10] 小山
   *[other] 小雨
}{ $number }
minors-in-private = 這個請私訊我說。
minors-back = ‹ 返回

# To a child with an account of its own.
minors-you-wait =
    還沒滿 14 歲，要先請爸爸媽媽或監護人同意。把這個連結傳給他們，打開按一下就好：
    { $link }

    沒有 Telegram 也行，請他們簽一張紙交給負責人，就說「{ $child }」。
    在大家那裡你就叫<b>{ $child }</b>，不會出現名字。同意以前傳的照片先留著。
minors-share = 傳給爸爸媽媽
minors-share-words = 我想參加「{ $campaign }」，要你同意才行。
minors-new-link = 換一個新連結
minors-new-link-made = 新連結好了，舊的不能用了
minors-has-role = 你現在還有職務，沒滿 14 歲不能擔任。請管理員先解除，再來填。
minors-has-children = 你名下還有孩子（/family），沒滿 14 歲不能替他們作主。按錯了就用 /me 重新選年齡。
minors-older-by-lead = 之前填的是沒滿 14 歲。如果填錯了，請負責人傳 /consent 幫你改過來。
minors-older-done = 改好了：你已滿 14 歲，不用監護人同意，公開的地方會顯示你的名字。
minors-photo-waits = 照片收到了，先留著，監護人在當天截止前同意就算數。要連結就傳 /family。
minors-agreed-child = 監護人同意了，可以打卡囉！大家看到的還是「{ $child }」。
minors-photos-count = { $line }等著的 { $n } 張照片現在算進去。
minors-photos-late = { $line }有 { $n } 張是前幾天的，那幾天已經截止，沒有算進去。
minors-declined-child = 監護人沒有同意，所以先不能打卡，等著的照片已經刪掉。以後同意了，再傳一個連結就行。
minors-withdrawn-child = 監護人撤回了同意，打卡先停下，照片和資料幾分鐘內就刪掉。以後同意了，再傳 /join 重新報名就行。
minors-grown = 滿 14 歲囉，恭喜！以後公開的圖和文字要改成顯示你的名字嗎？現在顯示的是「{ $child }」。
minors-grown-yes = 對，顯示我的名字
minors-grown-no = 先不改
minors-grown-done = 好的，以後顯示你的名字，也不再需要監護人同意。
minors-grown-later = 好的，還是顯示原來的代號。
minors-grown-guardian = 「{ $child }」說自己滿 14 歲了，不再需要您的同意，公開的地方會顯示名字。
minors-me-agreed = 大家看到的是：{ $child }（監護人已同意）
minors-me-waits = 大家看到的是：{ $child }（還在等監護人同意）

# To a guardian.
minors-ask-own =
    孩子想參加「{ $campaign }」（{ $area }），沒滿 14 歲，要您先同意。

    · 會存：孩子的 Telegram 編號和顯示的名字、區域、傳來的照片和說明
    · 公開的圖和文字裡只出現代號「{ $child }」，不出現名字
    · 隨時傳 /family 可以撤回，撤回後照片和名字就刪掉

    您是孩子的父母或監護人，同意嗎？
minors-ask-pupil =
    { $proxy } 想帶孩子參加「{ $campaign }」（{ $area }），沒滿 14 歲，要您先同意。

    · 會存：代號「{ $child }」、{ $proxy } 替孩子傳的照片和說明；名字您願意填才存
    · 公開的圖和文字裡只出現代號「{ $child }」，不出現名字
    · 隨時傳 /family 可以撤回，撤回後照片和名字就刪掉

    您是孩子的父母或監護人，同意嗎？
minors-agree = 我是監護人，同意
minors-decline = 不同意
minors-agreed = 謝謝，已經記下。公開的地方孩子叫「{ $child }」。要撤回隨時傳 /family。
minors-agreed-name =
    謝謝，已經記下。公開的地方孩子叫「{ $child }」。要撤回隨時傳 /family。

    孩子叫什麼？打出來，老師傳照片時寫「代名字」就行，別人看到的還是代號。也可以不填。
minors-no-name = 不填，就用「{ $child }」
minors-declined = 好的，沒有同意。「{ $child }」等著的照片已經刪掉。
minors-link-unknown = 這個連結不對，或者已經換過新的，請孩子或老師再傳一次。
minors-link-used = 「{ $child }」的這個連結已經用過了。同意過的在 /family 裡看。
minors-link-own = 這個連結要爸爸媽媽或監護人用自己的 Telegram 打開，你轉給他們就好。
minors-link-minor = 沒滿 14 歲不能當監護人，請轉給大人。
minors-link-proxy = 孩子是您報上來的，要由孩子的父母或監護人打開。請轉給他們，或請負責人登記紙本同意書。
minors-link-answered = 已經答過了，或者有別人打開了連結；請重新打開一次。

# To whoever enters children and posts for them.
minors-family-minor = 沒滿 14 歲不能替別的孩子報名，請讓大人來。
minors-family-join = 請先報名：/join 選一個區域，再來加孩子。
minors-family-none = 名下還沒有孩子。家長、老師可以在這裡加孩子，用自己的帳號替他們傳照片。
minors-family = 名下的孩子 { $n } 個：
minors-family-agreed = ✅ { $child }
minors-family-waits = ⏳ { $child }，等監護人同意
minors-family-refused = 🚫 { $child }，監護人沒有同意
minors-add = ＋ 加孩子
minors-add-who = 您是孩子的：
minors-as-parent = 父母或監護人
minors-as-teacher = 老師或領隊
minors-too-many = 一個帳號最多 { $most } 個孩子，還能加 { $left } 個。
minors-entered-name =
    已加上，公開的地方孩子叫「{ $child }」，您是監護人，算您同意了。

    孩子叫什麼？打出來，傳照片時寫「代名字」就行，別人看到的還是代號。也可以不填。
minors-how-many = 有幾個孩子？傳一個數字（最多 { $most }）。先不要傳名字，每個孩子會有一個代號。
minors-entered = 加上了 { $n } 個。每個代號配一個連結，轉給對應的家長，按同意就行；沒有 Telegram 的簽紙本同意書交給負責人。同意以前，替他們傳的照片先留著。
minors-link-of = <b>{ $child }</b> 家長的連結：
    { $link }
minors-one = <b>{ $child }</b>，{ $area }
minors-one-post = 傳照片時說明寫「代{ $called }」，別人看到的是「{ $child }」，積分歸您。
minors-one-guarded = 您同意過。公開的圖和文字裡只出現「{ $child }」。
minors-one-waits = 還沒有監護人同意，只存代號「{ $child }」，替孩子傳的照片先留著。
minors-name = 填名字
minors-rename = 改名字
minors-ask-name = 「{ $child }」叫什麼？打出來就行，別人看到的還是代號。
minors-name-bad = 名字要 1 到 { $most } 個字，再打一次。
minors-name-twice = 已經有一個叫「{ $name }」的了，加一個字區分開，再打一次。
minors-name-too-late = 這個孩子已經不在名單裡，或者同意已經撤回，名字沒有存。
minors-named = 記下了。傳照片時寫「代{ $name }」，別人看到的是「{ $child }」。
minors-named-guardian = 記下了：{ $name }。別人看到的是「{ $child }」。
minors-remove = 從名單去掉
minors-remove-sure = 把 { $child } 從名單去掉？名字會刪掉，以前算過的照片還留在代號下。
minors-remove-yes = 去掉
minors-removed = 「{ $child }」去掉了，名字已經刪掉。
minors-withdraw = 撤回同意
minors-withdraw-sure = 撤回對 { $child } 的同意？照片和名字會刪掉，找不回來；算過的張數不變。
minors-withdraw-yes = 撤回並刪掉
minors-withdrawn = 撤回了，「{ $child }」的照片和名字已經刪掉。
minors-data = 看存了什麼
minors-data-begun = 正在打包「{ $child }」的資料，好了傳到這裡
minors-erase = 刪掉全部資料
minors-erase-sure = 刪掉 { $child } 的全部資料？照片、名字和別的資料都刪，孩子不再參加，找不回來；算過的張數不變。想留一份，先按「看存了什麼」。
minors-erase-yes = 全部刪掉
minors-erased = 好，「{ $child }」的全部資料正在刪，幾分鐘就完。
minors-agreed-proxy = 「{ $child }」的監護人同意了，可以替孩子傳照片了。
minors-declined-proxy = 「{ $child }」的監護人沒有同意，請不要再替孩子傳照片；等著的照片已經刪掉。
minors-photo-waits-for = 代「{ $child }」的照片收到了，先留著，監護人在當天截止前同意就算數。要連結就傳 /family。

# To leads.
minors-lead-waits = 「{ $child }」（{ $area }）沒滿 14 歲，在等監護人同意。收到紙本同意書就來登記。
minors-lead-open = 等同意的孩子
minors-agreed-lead = 「{ $child }」的監護人同意了。
minors-declined-lead = 「{ $child }」的監護人沒有同意，孩子不參加了。
minors-none-wait = 沒有孩子在等監護人同意。
minors-waiting = 有 { $n } 個孩子在等監護人同意，點一個登記：
minors-waits-own = 「{ $child }」（{ $area }），自己有帳號，沒滿 14 歲。收到監護人簽名的同意書了嗎？
minors-waits-pupil = 「{ $child }」（{ $area }），{ $proxy } 報的。收到監護人簽名的同意書了嗎？
minors-paper = 收到了，登記
minors-older = 填錯了，已滿 14 歲
minors-has-consent = 「{ $child }」已經有同意了
minors-paper-done = 「{ $child }」的紙本同意書登記好了。
minors-older-lead = 「{ $child }」改成已滿 14 歲了。
