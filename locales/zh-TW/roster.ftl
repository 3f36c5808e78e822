### Lists of people that an organisation brings, and their claim codes.

roster-how =
    匯入名單：把 CSV 傳給我，說明寫 /people。欄位：name、area_code，可加 phone、age、skills、team、note。我會還您一份，每人一個報名碼和連結，轉給本人，點開就完成報名。再匯入一次只會更新，不會多出人來。
    匯出：<code>/people export</code>，依姓名、區域、積分列出已報名的人，不含電話。
roster-how-lead = <code>/people export</code> 匯出您負責的區域裡已報名的人，不含電話。
roster-counts = 名單裡 { $entries } 人，已有 { $claimed } 人用報名碼完成報名。
roster-private = 名單裡有姓名和報名碼，請在私訊裡傳給我。
roster-too-big = 檔案超過 20 MB，請分成幾份傳，或在伺服器上用 muster people import。
roster-imported = 匯入完成：新增 { $added }，更新 { $updated }，不變 { $unchanged }。
roster-imported-claimed = { $counts }已完成報名的 { $claimed } 人沒有更動。
roster-imported-teams = { $counts }新建 { $teams } 支隊伍。
roster-imported-next = { $counts }把每個人自己的連結轉給本人，點開就完成報名；連結打不開的話，把報名碼私訊傳給我。
roster-refused = { $count } 處有誤，一個人也沒有匯入：
roster-problem-area = 沒有代碼為 { $code } 的區域
roster-problem-name = name 要寫成一行，1 到 128 個字
roster-problem-name-repeated = 與第 { $first } 行同名同區域，分不清是誰；請在名字後面加註，例如「王偉（三組）」
roster-problem-name-taken = 這個區域已有同名的人，報名碼是 { $code }
roster-problem-phone = 電話 { $phone } 不對；請把這一欄設成文字再填
roster-problem-keyless = 電話要加密保存，伺服器上還沒有設定 MUSTER_KEY；設定好再匯入，或拿掉 phone 這一欄
roster-problem-age = age 要寫足歲數字，不是 { $age }
roster-problem-skills = skills 要寫成一行，最多 200 個字
roster-problem-team = 隊名 { $team } 太長了，最多 64 個字
roster-problem-code = 沒有報名碼 { $code }；新的人這一格留空
roster-problem-code-repeated = 與第 { $first } 行是同一個人
roster-hello = { $name }，您好，名單上有您。
roster-yours = 這個碼是您的，您已經報名{ $area }了。
roster-taken = 這個報名碼已經用過了。如果用的人不是您，請告訴給您碼的單位。
roster-unknown = 沒有報名碼 { $code }，請再確認一下（沒有 0、O、1、I、L）。
roster-enough = 試太多次了，請過一小時再來，或問問給您碼的單位。
roster-gone = 這個碼對應的區域已經停用了，請問問給您碼的單位。/join 可以自己選區域。
roster-export-begun = 正在匯出，馬上傳來。
roster-exported = { $count } 人。這份檔案裡有姓名，請妥善保管。
roster-export-too-big = 人太多，檔案超過 45 MB，請在伺服器上用 muster people export。
