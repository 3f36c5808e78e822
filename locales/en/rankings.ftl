### The monthly ranking.

rankings-month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
rankings-title = Ranking of { $month } · { $level }
rankings-head = <b>{ $title }</b>
rankings-not-yet = draft
rankings-provisional = provisional, appeals until { $day }
rankings-appeal-until = Provisional, <b>appeals until { $day }</b>: leads send me /appeal in private
rankings-final = Final
rankings-line = { $rank }. { $area } { $score }
rankings-line-prize = { $rank }. { $area } { $score }, <b>{ $prize }</b>
rankings-nobody = No area has enough to be ranked yet.
rankings-more = and { $count } more
rankings-unranked = Fewer than { $people } people or { $photos } photos, not ranked: { $names }
rankings-unranked-more = Fewer than { $people } people or { $photos } photos, not ranked: { $names }, { $count } in all
rankings-weights = Weights: { $weights }
rankings-quota-days = quota days
rankings-heads = taking part per head
rankings-points = points per head
rankings-raw-quota-days = { $reached }/{ $of } days
rankings-raw-heads = { $reached } / { $of } signed up = { $each }
rankings-raw-points = { $reached } points / { $of } signed up = { $each }

rankings-draft = <b>A draft for you to look at.</b> Below is what all chats will read; if nobody touches it by { $day } { $time }, it is not sent.
rankings-drop-sure = <b>No ranking this month?</b> The draft will be gone.
rankings-if = <b>What if: { $weights }.</b> Not in use yet; nobody else sees it.
rankings-publish-button = Publish, open to appeals
rankings-if-button = Try weights
rankings-drop-button = Do not send
rankings-drop-yes = Yes, do not send
rankings-back-button = Back
rankings-if-less = { $name } −{ $step }
rankings-if-more = { $name } +{ $step }
rankings-use-button = Use these
rankings-used = Ranked by these; bot.toml stays as it is
rankings-no-weights = One of them must be above 0
rankings-publishing = On its way to all chats
rankings-dropped = It will not be sent
rankings-published-by = <b>{ $name } published it on { $day } at { $time }</b>
rankings-final-by = <b>{ $name } made it final on { $day } at { $time }</b>
rankings-final-at = <b>Final since { $day } at { $time }</b>
rankings-dropped-by = <b>{ $name } dropped it on { $day } at { $time }</b>
rankings-dropped-by-time = <b>Nobody touched it: dropped on { $day } at { $time }</b>
rankings-expired = The ranking of { $month } was not sent: nobody touched the draft for three days. To send it after all: /ranking
rankings-sent =
    { $count ->
        [one] The provisional ranking goes to { $count } chat
       *[other] The provisional ranking goes to { $count } chats
    }; in quiet hours it waits for the morning.
rankings-sent-final =
    { $count ->
        [one] The final ranking goes to { $count } chat
       *[other] The final ranking goes to { $count } chats
    }; in quiet hours it waits for the morning.
rankings-no-chats = The ranking went nowhere: no chat is bound yet. /bind first.

rankings-lead = <b>{ $area }: place { $rank } of { $of } in { $month }</b>, { $score } points, provisionally. If something is wrong, appeal until { $day }.
rankings-lead-unranked = { $area } has too few people or photos to be ranked in { $month }. If something is wrong, appeal until { $day }.
rankings-why-button = Why?
rankings-why-of-button = Why: { $area }
rankings-appeal-button = Appeal
rankings-why = <b>{ $area }: place { $rank } of { $of } in { $month }</b>, { $score } points
rankings-why-unranked = <b>{ $area } is not ranked in { $month }</b>: fewer than { $people } people or { $photos } photos
rankings-why-line = { $name }: { $raw }, worth { $norm }, weight { $weight }
rankings-why-bare = { $name }: { $raw }
rankings-why-how = Days are worth their share, figures per head are held against the best area; the score is the mean by weights.

rankings-appeal-ask = What is wrong for { $area }? Send it to me in up to { $most } characters; /cancel to leave it.
rankings-appeal-which = For which area?
rankings-appeal-taken = The appeal of { $area } is taken; you will hear what comes of it.
rankings-appeal-open = An appeal of { $area } waits for an answer already.
rankings-appeal-none = There is no ranking to appeal against now.
rankings-appeal-over = Appeals ended on { $day }.
rankings-appeal-unfit = 1 to { $most } characters, please. Send it once more.
rankings-appeal-nowhere = The areas you lead are not ranked.
rankings-appeal = <b>Appeal of { $area } (ranking of { $month })</b>, { $name }: { $text }
rankings-accept-button = Accept
rankings-reject-button = Reject
rankings-accept-ask = Accepted: write in a line what is put right. Once the photos are, the ranking follows.
rankings-reject-ask = Rejected: write in a line why.
rankings-accepted = The appeal of { $area } was accepted: { $text }
rankings-rejected = The appeal of { $area } was not accepted: { $text }
rankings-accepted-by = { $name } accepted it: { $text }
rankings-rejected-by = { $name } rejected it: { $text }
rankings-answered = The answer is on its way.
rankings-answered-all = The answer is on its way. All appeals are answered: the ranking can be made final.
rankings-close =
    <b>{ $count ->
        [one] Appeals against the ranking of { $month } have ended, and { $count } has no answer.
       *[other] Appeals against the ranking of { $month } have ended, and { $count } have no answer.
    }</b> Answer first, or make it final now.
rankings-final-button = Make it final
rankings-too-soon = Appeals are open until { $day }

rankings-none-of = There is no ranking of { $month }.
rankings-nothing = No ranking yet: it comes when a month has ended.
rankings-not-in = That area is not ranked.
rankings-usage = Name a month (<code>/ranking 2026-06</code>) or an area (<code>/ranking 330523</code>).
rankings-past = Earlier ones: { $months }
