### Joining, leaving, the questions after it, what is stored of a person.

signup-button = Join { $area }
signup-hello = Hello { $name }, this is the helper of “{ $campaign }”.
signup-pick = Pick an area to sign up: type part of its name or code, or use the buttons.
signup-below = { $area }: go further down, or sign up right here.
signup-here = Join { $area }
signup-up = ‹ Back up
signup-page-before = ‹ Previous
signup-page-after = Next ›
signup-found = { $count ->
    [one] One area fits; tap it to sign up:
   *[other] { $count } areas fit; tap one to sign up:
}
signup-found-page = { $count } areas fit (page { $page } of { $pages }); tap one to sign up, or type more of the name:
signup-found-many = { $count } areas fit, here are { $shown }; type more of the name to narrow it down:
signup-no-areas = There are no areas to join yet; come back once an admin has imported them.
signup-unknown-code = No area has the code { $code }; the link may have been cut, or be out of date.
signup-link-retired = { $area } is no longer in use; please pick another one.
signup-toast-retired = { $area } is no longer in use; please pick another one
signup-start-in-private = Send /join to sign up; then every photo you post in the group counts.
signup-not-as-a-chat = Posting as a group or channel hides who you are; switch to your own account to sign up.
signup-unbound = This group has no area yet; an admin or a lead has to send /bind and the area's code first.
signup-joined = Signed up for { $area }; you have { $points ->
    [one] 1 point
   *[other] { $points } points
}. Just post photos, with a line each: where, what was done, how many people.
signup-joined-further = You joined { $area } too; your other areas stay.
signup-standing = You are signed up for { $areas } and have { $points ->
    [one] 1 point
   *[other] { $points } points
}. Just post photos.
signup-toast-already = You are signed up for { $area } already
signup-claimed = You are an admin now. Next: send me the file of areas (CSV) with the caption /areas; then add me to a group and send /bind with an area's code there.
signup-claim-refused = This link is wrong, or has been used already.
signup-hint = No area fits that. /join lists the areas, /help shows what I can do.
signup-back = Welcome back! You are in { $area } again, and your { $points ->
    [one] 1 point is
   *[other] { $points } points are
} still yours.
signup-standing-home = Home is { $home }: photos you send me in private count there first.
signup-home = Home is { $area } now: photos you send me in private count there first.
signup-home-button = Make { $area } my home
signup-home-not-yours = You are not signed up for { $area }; send /join first.
signup-leave-sure = Leave { $area }? Your { $points ->
    [one] 1 point
   *[other] { $points } points
} and your photos stay, and /join brings you back any time.
signup-leave-which = Which one do you want to leave? One tap ends it. Points and photos stay, and /join brings you back any time.
signup-leave-button = Leave { $area }
signup-stay-button = Not now
signup-leave-nowhere = You are not signed up anywhere, so there is nothing to leave. /join signs you up.
signup-leave-unbound = This group has no area. To leave one of yours, send me /leave in private.
signup-leave-elsewhere = You are not signed up for { $area }. To leave another area, send me /leave in private.
signup-left = You left { $area }. Points and photos stay, and /join brings you back any time.
signup-leave-not-yours = This button is for { $name }; to leave, send /leave yourself.
signup-left-already = You are not in { $area } any more.
signup-left-one = You left { $area }; { $home } is your only area now. Points and photos stay.
signup-left-some = You left { $area } and are still in { $areas }; home is { $home }. Points and photos stay.
signup-left-all = You left { $area }. Thank you for everything you did. Your { $points ->
    [one] 1 point
   *[other] { $points } points
} and your photos stay, and /join brings you back any time.
signup-again-button = Join { $area } again
signup-stayed = All right, you stay in { $areas }.
signup-invite = “{ $campaign }”: come and join us in { $area }.
    This link signs you up: { $link }
signup-invite-poster = The poster of { $area }, for A4 paper; black and white will do. Everyone who signs up by your link or poster is remembered as invited by you.
signup-invite-group = The poster of { $area }, for A4 paper; black and white will do. Or pass the link on: { $link }
signup-invite-which = Which area is the invitation for?
signup-invite-chosen = Inviting people to { $area }: the link is below, the poster follows.
signup-invite-join-first = Sign up first, then invite others: send /join.
signup-invite-name-one = Which area is the invitation for? Send /invite and its name or code.
signup-invite-unknown = No area fits “{ $area }”. Send /invite and the area's name or code.
signup-poster-days = { $from } – { $until }
signup-poster-how = Scan, and press Start in Telegram to sign up
signup-poster-else = No camera? Find @{ $bot } and send { $code }
