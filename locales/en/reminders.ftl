### Reminders and living cards.

reminders-missing = { $left ->
    [one] 1 photo
   *[other] { $left } photos
} to go ({ $have }/{ $quota }), until { $until }. Add a line to each: where, what was done, how many people.
reminders-missing-of = { $area }: { $left ->
    [one] 1 photo
   *[other] { $left } photos
} to go ({ $have }/{ $quota }), until { $until }. Add a line to each: where, what was done, how many people.
reminders-reached = { $have }/{ $quota } today, quota reached.
reminders-reached-of = { $area }: { $have }/{ $quota } today, quota reached.
reminders-lead = { $area }: { $left ->
    [one] 1 photo
   *[other] { $left } photos
} to go ({ $have }/{ $quota }), until { $until }. The group was reminded twice.
reminders-lead-nowhere = { $area }: { $left ->
    [one] 1 photo
   *[other] { $left } photos
} to go ({ $have }/{ $quota }), until { $until }. No group there to remind; <code>/bind { $code }</code> in one binds it.
reminders-word = Send the group a word
reminders-word-text = { $area } has { $have }/{ $quota } today, { $left } more will do. If you pass the river or a lane, one quick picture counts. — { $name }
reminders-word-sent = { $chats ->
    [one] Sent to one group
   *[other] Sent to { $chats } groups
}
reminders-word-sent-before = This was sent already
reminders-word-reached = { $area } has reached its quota
reminders-word-nowhere = { $area } has no group to write to: bind one first
reminders-word-enough = These groups hear no more of the bot today: { $most } a day at most, or reminders are off there
reminders-post-nowhere = The schedule “{ $name }” posts at and below { $code }, but there is no such area, or it was retired: nothing was posted. Give it another area, or stop it with /schedule.
reminders-post-full = The schedule “{ $name }” was not posted in { $chats ->
    [one] one group
   *[other] { $chats } groups
}: a group gets { $most ->
    [one] one message
   *[other] { $most } messages
} a day at most, and has had its share today.
reminders-day-today = Today is <b>{ $name }</b>.
reminders-day-tomorrow = Tomorrow ({ $weekday }, { $day }) is <b>{ $name }</b>.
reminders-day-ahead = In { $n } days, on { $weekday }, { $day }: <b>{ $name }</b>.
reminders-day-number = Day { $n } of { $of }.
reminders-tonight = { $time } tonight
reminders-today = { $time } today
reminders-tomorrow = { $time } tomorrow
reminders-on = { $time } on { $day }
reminders-rehearsal = Rehearsal · { $line }
reminders-lead-several = { $count } areas are still short, the day ends { $until }: { $areas }
reminders-lead-many = { $count } areas are still short, the day ends { $until }: { $areas } and { $more } more
reminders-word-to = A word to { $area }
