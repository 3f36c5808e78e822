### The weekly bulletin.

bulletins-title = Bulletin · week { $week } ({ $first } – { $last })
bulletins-head = <b>{ $title }</b>
bulletins-intro = { $text }
bulletins-reached-all = { $all }/{ $all } areas reached their quota on nine days in ten
bulletins-reached-few = { $kept }/{ $all } areas reached their quota on nine days in ten, <b>not { $names }</b>
bulletins-reached = { $kept }/{ $all } areas reached their quota on nine days in ten, <b>{ $behind } did not: see below</b>
bulletins-days = { $area } { $reached }/{ $owed } days
bulletins-totals =
    { $photos ->
        [one] { $photos } photo{ $photos_change }
       *[other] { $photos } photos{ $photos_change }
    }, { $heads } taking part{ $heads_change }
    { $people ->
        [one] { $people } person sent photos
       *[other] { $people } people sent photos
    }, { $signups } signed up{ $signups_change }
bulletins-change-none = { "" }
bulletins-change-same = { " " }(as before)
bulletins-change-more = { " " }({ $n } more than before)
bulletins-change-less = { " " }({ $n } fewer than before)
bulletins-best = <b>Ahead of the rest</b>
bulletins-best-each = { $place }. { $area } { $reached }/{ $owed } days, { $each } photos a head
bulletins-best-photos =
    { $place }. { $area } { $reached }/{ $owed } days, { $photos ->
        [one] { $photos } photo
       *[other] { $photos } photos
    }
bulletins-behind = <b>{ $count } areas below nine days in ten</b>
bulletins-behind-more = and { $count } more
bulletins-pictures = <b>Best photos</b>
bulletins-picture = { $place }. { $area }, { $day }
bulletins-picture-below = { $day } · { $area }

bulletins-draft = <b>A draft for you to look at.</b> Below is what all chats will read; if nobody touches it by { $day } { $time }, it is not sent.
bulletins-drop-sure = <b>Not send this one?</b> The draft will be gone.
bulletins-publish-button = Send to all chats
bulletins-edit-button = Edit
bulletins-drop-button = Do not send
bulletins-drop-yes = Yes, do not send
bulletins-back-button = Back
bulletins-intro-button = Write an introduction
bulletins-intro-off-button = Remove it
bulletins-section-on = ✓ { $name }
bulletins-section-off = ✗ { $name }
bulletins-section-totals = Totals
bulletins-section-best = Ahead
bulletins-section-behind = Behind
bulletins-section-pictures = Photos
bulletins-other-button = Another for { $n }
bulletins-other = The next one is in its place
bulletins-other-none = There is no other photo: this one is left out
bulletins-other-gone = It is not among them any more
bulletins-intro-ask = Send me the introduction, up to { $most } characters; /cancel to leave it.
bulletins-intro-taken = Taken: the draft has it now.
bulletins-intro-unfit = An introduction has 1 to { $most } characters. Send it once more.
bulletins-no-draft = That draft is gone. /bulletin shows the present one.
bulletins-publishing = On its way to all chats
bulletins-dropped = It will not be sent
bulletins-published-by = <b>{ $name } published it on { $day } at { $time }</b>
bulletins-published = <b>Published on { $day } at { $time }</b>
bulletins-dropped-by = <b>{ $name } dropped it on { $day } at { $time }</b>
bulletins-dropped-by-time = <b>Nobody touched it: dropped on { $day } at { $time }</b>
bulletins-expired = The bulletin of { $first } – { $last } was not sent: nobody touched the draft for three days. To send it after all: /bulletin
bulletins-sent =
    { $count ->
        [one] The bulletin goes to { $count } chat
       *[other] The bulletin goes to { $count } chats
    }; in quiet hours it waits for the morning.
bulletins-no-chats = The bulletin went nowhere: no chat is bound yet. /bind first.
bulletins-shown-anew = This draft has moved below.
bulletins-open-me = Drafts are looked at in private: <a href="{ $link }">open me</a> first.
bulletins-day-unfit = Write the day as 2026-06-28.
bulletins-none-of = No bulletin has { $day } in it.
bulletins-nothing = No reporting day has ended yet. Try tomorrow.
bulletins-nothing-new = No reporting day has ended since the last one. Earlier ones:
bulletins-line = { $first } – { $last }: <code>/bulletin { $day }</code>
bulletins-best-how = Reply /best to a photo: it comes first when the week's photos are chosen. Once more takes it back.
bulletins-best-noted = Noted: it comes first when the week's photos are chosen.
bulletins-best-taken-back = Taken back.
