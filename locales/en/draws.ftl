### Prize draws.

draws-usage = A new draw: <code>/draw WINNERS POINTS season|all DAY PRIZE</code>, for example <code>/draw 3 100 season 7/15 Bicycle helmet</code>
draws-line = { $day } { $name }: { $state }
draws-show-button = { $name }
draws-state-draft = not announced
draws-state-open = open
draws-state-closed = closed, waiting to be drawn
draws-state-drawn = drawn
draws-state-cancelled = called off
draws-season = <b>Draw: { $name }</b>, { $winners ->
    [one] 1 prize
   *[other] { $winners } prizes
}. Whoever has { $points ->
    [one] 1 point
   *[other] { $points } points
} of this season when { $day } begins gets a ticket; it is drawn at noon.
draws-all = <b>Draw: { $name }</b>, { $winners ->
    [one] 1 prize
   *[other] { $winners } prizes
}. Whoever has { $points ->
    [one] 1 point
   *[other] { $points } points
} in all when { $day } begins gets a ticket; it is drawn at noon.
draws-draft = Once announced it cannot be changed. Where shall it be announced?
draws-desks-button = In all desk chats
draws-here-button = Here
draws-drop-button = Drop it
draws-no-desks = No desk chat is bound yet.
draws-announced = “{ $name }” is announced in { $count ->
    [one] 1 chat
   *[other] { $count } chats
}.
draws-dropped = “{ $name }” was not announced, and is dropped.
draws-commitment = BLAKE3 of the seed: <code>{ $commitment }</code>. The seed is published with the result, so anybody can check.
draws-closed = <b>{ $count ->
    [one] 1 person
   *[other] { $count } people
}</b> in the draw “{ $name }”, today at 12:00. Press to see your number.
draws-mine-button = My number
draws-mine = Your number is { $number }
draws-mine-won = Your number is { $number }; it won prize { $place }
draws-mine-missing = { $points ->
    [one] 1 point
   *[other] { $points } points
} still missing
draws-mine-in = You are in; numbers are given out when { $day } begins
draws-mine-none = You had too few points when entries closed
draws-drawn =
    <b>“{ $name }” is drawn; these tickets win: { $winners }</b>
    { $count ->
    [one] 1 ticket
   *[other] { $count } tickets
}, seed <code>{ $seed }</code>
    Check it: <code>muster draw verify FILE --seed SEED --winners { $prizes }</code>
draws-nobody = “{ $name }”: nobody had enough points, so nothing was drawn.
draws-won = Your number { $number } won “{ $name }”; ask your lead for it.
draws-winners = “{ $name }” goes to: { $winners }
draws-off-button = Call it off
draws-off-sure = Call “{ $name }” off? The chats where it was announced are told.
draws-off-yes = Call it off
draws-off-no = Keep it
draws-off = The draw “{ $name }” is called off.
draws-winners-unfit = Winners are a whole number from 1 to { $most }, for example <code>/draw 3 100 season 7/15 Bicycle helmet</code>
draws-points-unfit = Points are a whole number above 0, for example <code>/draw 3 100 season 7/15 Bicycle helmet</code>
draws-period-unfit = After the points write season, or all.
draws-day-unfit = The day must lie ahead, for example 7/15.
draws-name-unfit = Write the prize last, 1 to { $most } characters.
draws-own-ticket = Draw on { $day }, { $prize }: your number is { $number }
