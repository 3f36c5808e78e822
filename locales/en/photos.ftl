### Photos: what a group hears of them, and what leads decide.

photos-today = today
photos-earlier = before
photos-quota-reached = { $area } { $day }: { $have }/{ $quota }, that is enough. The collage goes up at { $time }.
photos-tomorrow = The day ended at { $time }; this one counts for { $day }.
photos-over = “{ $campaign }” is over; photos are not counted any more. Thank you all.
photos-video = Videos are not counted; photos, please.
photos-join-first = Sign up first, then photos count: send /join and pick an area.
photos-join = Got the photo and kept it. One tap signs you up, and the day's photos count for { $area }.
photos-choice = Counted for { $area }. To count it elsewhere, tap:

photos-ask = These photos need a few words: where, what, how many people. Reply to this once for all of them.
photos-not-a-submission = Not a submission
photos-dismissed = Fine, these are no submissions.
photos-words-needed = A few words more: where, and what was done.
photos-heads = Is it { $n } people? For now it counts as 1. Reply to this with the number, such as 12 people.
photos-rebound-button = { $n ->
        [one] Move today’s photo to { $area }
       *[other] Move today’s { $n } photos to { $area }
    }
photos-rebound-done = { $n ->
        [one] Today’s photo now counts for { $area }.
       *[other] Today’s { $n } photos now count for { $area }.
    } Earlier days stay as they were.
photos-rebound-done-already = They count there already.
photos-only-the-sender = Only the sender and leads can do this.
photos-has-caption = It has a caption already.

photos-duplicate = { $n ->
    [1] This is the same file as one of { $day }; it counts once. A new one is welcome.
   *[other] These { $n } are the same files as those of { $day }; they count once. New ones are welcome.
}
photos-n-counted = { $n } counted
photos-n-waiting = { $n } to review
photos-n-duplicate = { $n } duplicate
photos-n-unreadable = { $n } unreadable
photos-and = { $row }, { $next }
photos-mixed-fault = { $row }. { $fault }
photos-fault-heic = This is a HEIC file, which cannot be opened here. Send it again as a photo, not as a file.
photos-fault-not-a-picture = This file is no picture that can be opened. Send it again as a photo.
photos-fault-too-big = This picture is too big. Send it again as a photo, not as a file.
photos-fault-shape = This picture is too long or too thin to be shown. Crop it and send it again.
photos-fault-broken = This picture is damaged. Send it again.
photos-fault-gone = Telegram did not hand this photo over. Send it again.

photos-whose = { $area } · { $day } { $time } · { $name }
photos-whose-for = { $area } · { $day } { $time } · { $name } (for { $shown })
photos-refused = Your photo of { $day } { $time } for { $area } was not counted: { $reason }. Another one is welcome.
photos-refused-all = Your { $n } photos of { $day } { $time } for { $area } were not counted: { $reason }. New ones are welcome.
photos-not-refused = Nothing is wrong with this photo now.
photos-why = There is a note about this photo; open it in private.
photos-why-button = Read the note

photos-quota-short = { $area } { $day }: { $have }/{ $quota }, { $missing } to go.
photos-undo-how = Reply to the photo that you want back with /undo.
photos-undo-not-yours = Only who sent this photo can take it back.
photos-undo-lead = Only who sent this photo can take it back. You can refuse it in /review.
photos-undo-already = This photo was taken back already.
photos-undo-which = Take back this one, or the whole album?
photos-undo-one = Just this one
photos-undo-all = All { $n }
photos-undo-keep = Keep them
photos-undo-done = { $n ->
    [1] Taken back.
   *[other] { $n } photos taken back.
}

photos-reason-blurred = blurred
photos-reason-off-topic = off topic
photos-reason-duplicate = duplicate
photos-reason-other = another reason
photos-decided-count = Counted

photos-review-waiting = <b>To review: { $left }</b>
photos-review-counted = <b>Counted today</b>
photos-review-refused = <b>Refused today: { $reason }</b>
photos-review-changed = <b>Not decided yet</b>
photos-review-caption = { $text }
photos-review-heads = { $n ->
    [1] 1 person took part
   *[other] { $n } people took part
}
photos-review-no-heads = No headcount; counted as 1
photos-review-place = Place: { $place }
photos-review-taken = Camera's time: { $at }
photos-review-camera-place = Camera's place: { $place }
photos-review-look = Looks like this one; is it the same picture? { $other }
photos-review-again = The same file was refused before: { $other }
photos-review-why = Why not?
photos-review-count = Count
photos-review-refuse = Refuse
photos-review-next = Next
photos-review-empty = No photos to review.
photos-review-done = That was the last one.
photos-review-outdated = This one has just changed; please look again.
photos-review-in-private = Sent in private.
photos-review-unreachable = Open the bot in private first, then send /review.
photos-open-bot = Open in private

photos-review-no-place = No place given
photos-review-count-all = Count all { $n }
photos-review-refuse-all = Refuse all
photos-review-fixed = A fixed post: always count
photos-review-not-fixed = No fixed post any more
photos-review-back = ‹ Back
photos-review-all-done = <b>All done</b>, nothing waits for review.
photos-review-left = <b>Seen once</b>, { $left } still to review.
photos-review-lacks-place = Of those counted today { $n } lack a place.
photos-review-lacks-heads = Of those counted today { $n } lack a headcount.
photos-review-open-waiting = Go on with { $n }
photos-review-open-later = The { $n } left for later
photos-review-open-lacking = Add what { $n } lack
photos-review-open-counted = The { $n } counted today
photos-review-open-refused = The { $n } refused today
photos-review-withdrawn = Its sender took this one back.
photos-review-counted-by = { $name } has just counted this one.
photos-review-refused-by = { $name } has just refused this one: { $reason }.
photos-fixed-allowed = Counted. What is posted from here counts at once from now on.
photos-fixed-forgotten = No fixed post any more; look-alikes will be asked about again.

photos-mend = Correct
photos-mend-what = What is to be corrected?
photos-mend-what-album = What is to be corrected? It holds for all { $n } of the album.
photos-mend-area = Area
photos-mend-day = Day
photos-mend-place = Place
photos-mend-heads = Headcount
photos-mend-words = Words
photos-mend-to-area = Count it where? { $area }:
photos-mend-to-day = Count it for which day?
photos-mend-no-day = There is no other day to choose.
photos-mend-ask-place = Where was it? Words or a location will do.
photos-mend-ask-heads = How many people? A number will do.
photos-mend-ask-words = Add a few words: where, and what was done.
photos-mend-heads-how = A number from 1 to { $most }, such as 12.
photos-mend-how = Reply with the headcount (such as 12 people), the place, or a location.

photos-move-how = Reply to the photo with an area's code or a date: <code>/move 330502</code>, <code>/move 6-20</code>.
photos-move-unknown = “{ $word }” is neither an area's code nor a date. For example: /move 330502 or /move 6-20.
photos-move-too-high = { $area } is too large; photos count for a { $level } or something smaller.
photos-move-no-such-day = It cannot count for { $day }: only a day of the campaign that has begun.
photos-moved = { $n ->
    [1] It counts for { $area } now, { $day }.
   *[other] The { $n } photos count for { $area } now, { $day }.
}

photos-status-unbound = This group serves no area yet.
photos-status-count = { $area } { $day }: { $have }
photos-status-full = { $area } { $day }: { $have }/{ $quota }, enough
photos-status-missing = { $area } { $day }: { $have }/{ $quota }, { $missing } to go until { $time }
photos-status-chat = From this group { $n }: { $names }
photos-status-chat-waiting = { $n } to review
photos-status-chat-none = Nothing from this group yet
photos-status-own = Yours: { $n } counted
photos-status-own-waiting = Yours: { $n } counted, { $waiting } to review
photos-status-below = <b>{ $full }/{ $all } have enough</b> ({ $day }, until { $time })
photos-status-row = { $area } { $have }/{ $quota }
photos-status-more-missing = { $n } more are short
photos-status-folded = { $n } more have enough
photos-status-free = { $area } { $have ->
    [one] { $have } photo
   *[other] { $have } photos
}
photos-status-none-owes = No area owes photos { $day }
photos-status-resting = { $n } more owe none

# The rehearsal
photos-rehearsal = Rehearsal · { $line }
photos-rehearsal-eve = The rehearsal ends tonight at 24:00, and this photo with it. Counting begins on { $day } at 00:00.
photos-rehearsal-late = This one was sent in the rehearsal and is not counted any more. The campaign began on { $day }; today's photos count as usual.
photos-rehearsal-over = { $campaign } begins on { $day }: { $n ->
    [one] the { $n } photo
   *[other] the { $n } photos
} of the rehearsal and its points are wiped; sign-ups and bound chats stay.
photos-status-rehearsal = This is the rehearsal: counting begins on { $day } at 00:00, and photos and points of before are wiped then.
photos-evening-waiting = { $count } to review
photos-evening-alike = { $count ->
    [one] 1 look-alike
   *[other] { $count } look-alikes
}
photos-evening-lacks-place = { $count } without a place
photos-evening-lacks-heads = { $count } without a headcount
photos-review-how = Open me in private and send /review to see them one by one
photos-evening-review = Review { $count }
