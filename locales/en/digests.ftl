### Digest, bulletin, ranking.

digests-header = <b>{ $area } · { $day } (day { $n } of { $of })</b>
digests-header-rehearsal = <b>{ $area } · { $day } (rehearsal)</b>
digests-header-over = <b>{ $area } · { $day }</b>
digests-so-far = As of { $time }, the day is still running
digests-reached-all = { $all }/{ $all } areas reached their quota
digests-reached = { $reached }/{ $all } areas reached their quota, <b>{ $missing }</b>
digests-reached-and-more = { $reached }/{ $all } areas reached their quota, <b>{ $missing }</b> and others: { $count } short
digests-own-reached = { $area } { $bar } <b>{ $have }/{ $quota }</b>, quota reached
digests-own-missing = { $area } { $bar } <b>{ $have }/{ $quota }</b>, { $left } to go
digests-totals = Photos { $photos }, participants { $heads }, new sign-ups { $signups } (yesterday { $before })
digests-more-missing = { $count } more are short
digests-more-reached = { $count } more reached theirs
digests-sent = { $area } { $photos }
digests-more-sent = { $count } more sent some
digests-waiting = { $count } to review
digests-alike = { $count ->
    [one] 1 look-alike
   *[other] { $count } look-alikes
}
digests-lacks-place = { $count } without a place
digests-lacks-heads = { $count } without a headcount
digests-top = Today's top three: { $names }
digests-top-one = { $name } { $points }
digests-corrected = Corrected: { $area } { $was } → { $is }
digests-corrected-photos = Corrected: { $area } { $was } → { $is } photos
digests-corrected-more = { $count } more corrections
digests-never-sent = No digest was sent for that day; these are the numbers as of now.
digests-of-nothing = You lead no area here; read digests in private, or in a desk chat.
digests-send-now = Send up now
digests-review = Review
digests-review-how = Open me in private and send /review to see them one by one
digests-remind = Remind { $count } areas
digests-remind-one = Remind { $area }
digests-remind-nobody = All have reached their quota
digests-reminded = Reminded { $areas ->
    [one] one area
   *[other] { $areas } areas
} in { $chats ->
    [one] one group
   *[other] { $chats } groups
}
digests-reminded-lately = They were reminded within the hour
digests-reminded-nowhere = No group to remind: none is bound, or they had their share today
digests-joining = Waiting to join: { $count }
digests-joining-button = Who waits to join
