### Children, their guardians, and those who post for them.

# A pseudonym: a word and a number, as it is typed behind 代.
minors-pseudonym = { $word ->
    [0] Sprout
    [1] Daisy
    [2] Clover
    [3] Robin
    [4] Minnow
    [5] Pony
    [6] Fawn
    [7] Comet
    [8] Cloud
    [9] Brook
    [10] Pebble
   *[other] Maple
} { $number }
minors-in-private = Please tell me that in private.
minors-back = ‹ Back

# To a child with an account of its own.
minors-you-wait =
    You are under 14, so a parent or guardian has to agree first. Send them this link; one tap is enough:
    { $link }

    No Telegram? They can sign a form for the area's lead, who needs to hear “{ $child }”.
    Everybody else knows you as <b>{ $child }</b>; your name is not shown. Photos you post meanwhile wait.
minors-share = Send it to a parent
minors-share-words = I would like to join “{ $campaign }”, and you have to agree.
minors-new-link = A new link
minors-new-link-made = Here is the new link; the old one is off
minors-has-role = You hold a role, which nobody under 14 can. Ask an admin to take it back first.
minors-has-children = You answer for children (/family), which nobody under 14 can. If that was a slip, choose your age again with /me.
minors-older-by-lead = You said before that you are under 14. If that was a slip, the area's lead can put it right with /consent.
minors-older-done = Put right: you are 14 or older, no guardian has to agree, and your name is shown.
minors-photo-waits = Got your photo. It waits, and counts if a guardian agrees before the day closes. /family shows the link.
minors-agreed-child = Your guardian agreed, off you go! Others still see “{ $child }”.
minors-photos-count = { $line } { $n ->
    [one] The photo that waited counts now.
   *[other] The { $n } photos that waited count now.
}
minors-photos-late = { $line } { $n ->
    [one] One photo is of a day that has closed, and did not count.
   *[other] { $n } photos are of days that have closed, and did not count.
}
minors-declined-child = Your guardian did not agree, so you cannot take part for now; the photos that waited are deleted. Should they change their mind, send a new link.
minors-withdrawn-child = Your guardian withdrew their consent, so this stops; photos and data are deleted within minutes. Should they change their mind, sign up anew with /join.
minors-grown = You are 14, congratulations! Shall public pictures and texts show your name from now on? They show “{ $child }” now.
minors-grown-yes = Yes, show my name
minors-grown-no = Not yet
minors-grown-done = Done: your name is shown, and no guardian has to agree any more.
minors-grown-later = All right, it stays as it is.
minors-grown-guardian = “{ $child }” says to be 14 now: your consent is needed no longer, and the name is shown.
minors-me-agreed = Others see: { $child } (a guardian agreed)
minors-me-waits = Others see: { $child } (waiting for a guardian)

# To a guardian.
minors-ask-own =
    A child under 14 would like to join “{ $campaign }” ({ $area }). You have to agree first.

    · Stored: the child's Telegram id and the name shown there, the area, the photos and their captions
    · Public pictures and texts say “{ $child }”, never the name
    · You can withdraw at any time with /family; photos and name are then deleted

    Are you a parent or guardian, and do you agree?
minors-ask-pupil =
    { $proxy } would like to take a child under 14 along to “{ $campaign }” ({ $area }). You have to agree first.

    · Stored: “{ $child }”, and the photos and captions that { $proxy } posts for the child; the name only if you give it
    · Public pictures and texts say “{ $child }”, never the name
    · You can withdraw at any time with /family; photos and name are then deleted

    Are you a parent or guardian, and do you agree?
minors-agree = I am the guardian, I agree
minors-decline = I do not agree
minors-agreed = Thank you, noted. In public the child is called “{ $child }”. To withdraw: /family, at any time.
minors-agreed-name =
    Thank you, noted. In public the child is called “{ $child }”. To withdraw: /family, at any time.

    What is the child's name? Type it, and 代 with the name will do under a photo; others still read the pseudonym. You need not.
minors-no-name = No name, just “{ $child }”
minors-declined = All right, you did not agree. Photos that waited for “{ $child }” are deleted.
minors-link-unknown = This link is wrong, or was replaced by a new one; ask the child or the teacher to send it again.
minors-link-used = This link for “{ $child }” was used already. What you agreed to is in /family.
minors-link-own = A parent or guardian has to open this link with their own Telegram; please pass it on.
minors-link-minor = Nobody under 14 can be a guardian; please pass it on to an adult.
minors-link-proxy = You entered this child, so a parent or guardian has to open the link. Pass it on, or let the lead record a form on paper.
minors-link-answered = That was answered already, or somebody else opened the link; please open it again.

# To whoever enters children and posts for them.
minors-family-minor = Nobody under 14 can sign up other children; please let an adult do it.
minors-family-join = Please sign up first: pick an area with /join, then add children.
minors-family-none = No children yet. Parents and teachers add them here, and post for them from their own account.
minors-family = { $n ->
    [one] One child:
   *[other] { $n } children:
}
minors-family-agreed = ✅ { $child }
minors-family-waits = ⏳ { $child }, waiting for a guardian
minors-family-refused = 🚫 { $child }, the guardian did not agree
minors-add = ＋ Add children
minors-add-who = You are the child's:
minors-as-parent = parent or guardian
minors-as-teacher = teacher or group leader
minors-too-many = One account has { $most } children at most; there is room for { $left } more.
minors-entered-name =
    Added. In public the child is called “{ $child }”; as the guardian you agreed.

    What is the child's name? Type it, and 代 with the name will do under a photo; others still read the pseudonym. You need not.
minors-how-many = How many children? Send a number (up to { $most }). No names yet: each child gets a pseudonym.
minors-entered = { $n ->
    [one] One child added.
   *[other] { $n } children added.
} Pass each link on to that child's parent, who only has to agree; on paper it goes to the area's lead. Until then photos posted for them wait.
minors-link-of = <b>{ $child }</b>, for the guardian:
    { $link }
minors-one = <b>{ $child }</b>, { $area }
minors-one-post = Write 代{ $called } under a photo; others read “{ $child }”, the points are yours.
minors-one-guarded = You agreed. Public pictures and texts say “{ $child }” only.
minors-one-waits = No guardian agreed yet: nothing but “{ $child }” is stored, and photos posted for the child wait.
minors-name = Give a name
minors-rename = Change the name
minors-ask-name = What is the name of “{ $child }”? Just type it; others still read the pseudonym.
minors-name-bad = A name has 1 to { $most } characters; please type it again.
minors-name-twice = There is a “{ $name }” already; add a letter to tell them apart, and type it again.
minors-name-too-late = This child is on the list no more, or the consent was withdrawn; the name was not stored.
minors-named = Noted. Write 代{ $name } under a photo; others read “{ $child }”.
minors-named-guardian = Noted: { $name }. Others read “{ $child }”.
minors-remove = Take off the list
minors-remove-sure = Take { $child } off the list? The name is deleted; what counted stays under the pseudonym.
minors-remove-yes = Take off
minors-removed = “{ $child }” is off the list, the name is deleted.
minors-withdraw = Withdraw consent
minors-withdraw-sure = Withdraw your consent for { $child }? Photos and name are deleted for good; counts stay.
minors-withdraw-yes = Withdraw and delete
minors-withdrawn = Withdrawn: photos and name of “{ $child }” are deleted.
minors-data = See what is stored
minors-data-begun = Packing the data of “{ $child }”; it comes here when it is ready
minors-erase = Erase everything
minors-erase-sure = Erase all that is stored of { $child }? Photos, name and all else go for good, and the child takes part no more; counts stay. “See what is stored” first, if you want a copy.
minors-erase-yes = Erase it all
minors-erased = All that is stored of “{ $child }” is being erased, within minutes.
minors-agreed-proxy = A guardian agreed for “{ $child }”: you can post for the child now.
minors-declined-proxy = The guardian of “{ $child }” does not agree: please post nothing for the child any more. Photos that waited are deleted.
minors-photo-waits-for = Got the photo for “{ $child }”. It waits, and counts if a guardian agrees before the day closes. /family shows the link.

# To leads.
minors-lead-waits = “{ $child }” ({ $area }) is under 14 and waits for a guardian. If you get a signed form, record it.
minors-lead-open = Children who wait
minors-agreed-lead = A guardian agreed for “{ $child }”.
minors-declined-lead = The guardian of “{ $child }” did not agree; the child does not take part.
minors-none-wait = No child waits for a guardian.
minors-waiting = { $n ->
    [one] One child waits for a guardian; tap to record a form:
   *[other] { $n } children wait for a guardian; tap one to record a form:
}
minors-waits-own = “{ $child }” ({ $area }) has an account and is under 14. Do you hold the form that a guardian signed?
minors-waits-pupil = “{ $child }” ({ $area }) was entered by { $proxy }. Do you hold the form that a guardian signed?
minors-paper = Yes, record it
minors-older = A slip: 14 or older
minors-has-consent = There is a consent for “{ $child }” already
minors-paper-done = The form for “{ $child }” is recorded.
minors-older-lead = “{ $child }” is 14 or older now.
