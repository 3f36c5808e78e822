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
digests-corrected = Corrected: { $area } { $was } → { $is }
digests-corrected-photos = Corrected: { $area } { $was } → { $is } photos
digests-corrected-more = { $count } more corrections
digests-never-sent = No digest was sent for that day; these are the numbers as of now.
digests-of-nothing = You lead no area here; read digests in private, or in a desk chat.
digests-send-now = Send up now
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
digests-change = { $than }: photos { $photos }, participants { $heads }, quotas reached { $reached }
digests-change-own = { $than }: photos { $photos }, participants { $heads }
digests-than-yesterday = Against yesterday
digests-than-last-week = Against the same day last week
digests-days = { $area } { $days ->
    [one] 1 day
   *[other] { $days } days
}
digests-and-more = { $named } and { $count } more
digests-missed = Short in a row: <b>{ $areas }</b>
digests-own-missed = <b>Short for { $days } days in a row</b>
digests-broken = Streaks that ended: { $areas }
digests-unbroken = Longest streaks: { $areas }
digests-own-unbroken = Quota reached { $days } days in a row
digests-tomorrow = Tomorrow (day { $n }): { $areas ->
    [one] one area
   *[other] { $areas } areas
}, { $photos } photos in all
digests-tomorrow-own = Tomorrow (day { $n }): { $photos } photos
digests-last-day = Tomorrow is the campaign's last day
digests-phase-begins = “{ $phase }” begins tomorrow
digests-phase-ends = Tomorrow is the last day of “{ $phase }”
digests-chart-day = { $day } (day { $n } of { $of })
digests-chart-rehearsal = { $day } (rehearsal)
digests-chart-over = { $day }
digests-chart-figures = { $reached }/{ $all } areas reached their quota · { $photos } photos · { $heads } participants
digests-chart-days = { $days ->
    [1] Today
   *[other] The last { $days } days
}
digests-chart-reached = reached
digests-chart-short = short
digests-chart-missed = no photo
digests-chart-rest = Only the { $shown } that were short most often are drawn; { $count } more are not
digests-show-all = Show all
digests-export = Export
digests-why = Why these numbers?
digests-open-me = Open me in private first, then press again
digests-in-private = Sent to you in private
digests-exporting = On its way to you in private
digests-exported = { $area }, { $day }: one table by area, one by photo.
digests-levels-head = <b>{ $area } · { $day }</b>
digests-levels-photos = Photos { $photos }, participants { $heads }
digests-levels-own = <b>{ $have }/{ $quota }</b> · photos { $photos }, participants { $heads }
digests-levels-reached = <b>{ $reached }/{ $all } areas reached their quota</b> · photos { $photos }, participants { $heads }
digests-levels-line = { $area } { $bar } { $reached }/{ $all } reached · { $photos } photos
digests-levels-nothing-below = No area lies below.
digests-levels-page = Page { $page } of { $pages }
digests-levels-up = ⬆ { $area }
digests-why-head = <b>{ $area } · { $day }</b>
    Photos { $photos }, participants { $heads }, new sign-ups { $signups }: the sum of what stands below.
digests-why-part = { $area }: photos { $photos }, participants { $heads }, sign-ups { $signups }
digests-why-itself = { $area } itself: photos { $photos }, participants { $heads }, sign-ups { $signups }
digests-why-nothing = Nothing on that day.
digests-why-post = { $time } { $name } · { $area } · { $photos ->
    [one] 1 photo
   *[other] { $photos } photos
}, { $heads ->
    [one] 1 participant
   *[other] { $heads } participants
} · { $words }
digests-why-heads = A message or an album counts its participants once, and so do several that were given one text.
digests-why-joined = { $time } { $name } · { $area }
digests-why-areas = By area
digests-why-photos = By photo
digests-why-signups = Who signed up
digests-why-points = Points
digests-named = Today: { $names }
digests-named-tomorrow = Tomorrow: { $name }
