### The day's picture and what is sent up with it.

# What is relayed: plain text, since it is forwarded as it is.
collage-day = { $day } (day { $n } of { $of })
collage-day-rehearsal = { $day } (rehearsal)
collage-day-time = { $day } { $time }
collage-head = { $title } { $count }
collage-head-free = { $title }: { $photos ->
    [one] 1 photo
   *[other] { $photos } photos
}
collage-numbers = { $day }, { $heads ->
    [one] 1 participant
   *[other] { $heads } participants
}
collage-none-left = No photo of this day counts now; the picture is the one before the correction.
collage-as-of = As of { $when }
collage-corrected = Corrected ({ $when })
collage-more = … and { $n } more
collage-full = { $title } · { $day }, captions in full
collage-footer = { $count } photos · { $heads ->
    [one] 1 participant
   *[other] { $heads } participants
}
collage-footer-free = { $photos ->
    [one] 1 photo
   *[other] { $photos } photos
} · { $heads ->
    [one] 1 participant
   *[other] { $heads } participants
}

# What came of a day, all in one message.
collage-receipts = <b>Relays · { $day }</b>
collage-receipts-corrected = <b>Relays · { $day }</b>, corrected ({ $time })
collage-receipts-all = { $n ->
    [one] The one area has been relayed.
   *[other] All { $n } areas have been relayed.
}
collage-receipts-some = { $n } of { $all } areas have been relayed
collage-receipts-nothing = <b>{ $n ->
    [one] 1 area has no photo at all
   *[other] { $n } areas have no photo at all
}: { $areas }</b>
collage-receipts-not-yet = Not relayed yet: { $areas }
collage-receipts-failed = <b>Not delivered here: { $areas }</b>
collage-receipts-came = { $time } { $areas }
collage-receipts-came-corrected = { $time } corrected: { $areas }
collage-receipts-more = { $n } more came later

# One message for desks further up.
collage-summary = <b>{ $area } · { $day }</b>
    { $full }/{ $all } areas reached their quota, { $photos } photos, { $heads } participants
collage-summary-line = { $area } { $count }, { $heads ->
    [one] 1 participant
   *[other] { $heads } participants
}
collage-summary-empty = <b>{ $area } { $count }</b>
collage-summary-hint = Press a name to see its picture.

# Asking for a picture, and for a relay.
collage-usage = Write /collage [area code] [date]
    for example <code>/collage 330502 2026-06-21</code>; without a date it is today.
collage-relay-usage = Write /relay [area code] [date]
    for example <code>/relay 330502 2026-06-21</code>; without a date it sends what there is of today.
collage-no-area = No such area: { $word }
collage-which = Which area’s picture ({ $day })?
collage-which-relay = Which area to relay ({ $day })?
collage-which-more = { $question }
    { $n } more are not listed; write the area code.
collage-nothing-yet = { $area } { $day }: { $count }, no photos yet.
collage-not-yours = Only leads of { $area } can do this.
collage-sending = Relaying { $area } { $day } { $count }
collage-sending-several = Relaying { $n } areas ({ $day })
collage-sent-before = { $area } { $day } { $count }: relayed at { $time }, nothing new since.
collage-again = Relaying again: { $area } { $day } { $count }
collage-no-desk = There is no desk chat above { $area } yet. Write <code>/bind { $code } desk</code> in one to get relays there.
collage-button-now = Relay now
collage-button-again = Relay again
collage-button-pick = Pick photos

# Picking photos.
collage-pick = <b>{ $area } · { $day }</b>, { $n } picked, { $most } at most
collage-pick-hint = Press a number to pick a photo or drop it, then Done.
collage-pick-full = { $most } at most; drop one first.
collage-pick-done = Drawn from the { $n } you picked.
collage-pick-auto-done = Back to automatic picking.
collage-button-done = Done
collage-button-auto = Automatic
collage-rehearsal-over = { $day } was the rehearsal; its photos were wiped when the campaign began.
