### Points by hand: awards, adjustments, taking back.

awards-usage =
    Reply to somebody with <code>/award 10 for the banner</code>; to take points, <code>/award -5 why</code>.
    Or write <code>/award @username 10 why</code>.
awards-adjust-usage =
    Reply to somebody with <code>/adjust 10 why</code> or <code>/adjust -10 why</code>.
    Or write <code>/adjust @username 10 why</code>.
awards-zero = 0 points need no entry. Write another number.
awards-too-much = { $most } points at most at once.
awards-no-reason = Add a reason, which the person will read: <code>/award 10 for the banner</code>
awards-long-reason = A reason has { $most } characters at most.
awards-no-bots = Bots have no points. Reply to a person.
awards-as-a-chat = What is posted as a group or channel has no points. Reply to the person's own message.
awards-oneself = Nobody books points to themselves. Ask another lead.
awards-not-joined = { $name } has not signed up yet.
awards-waits = { $name } still waits for a guardian's consent.
awards-elsewhere = { $name } is not in an area of yours.
awards-spent = { $left } points are left for this week. It starts anew on { $day }.
awards-given = { $name }: { $amount } points.
awards-taken = { $name }: { $amount } points, told in private.
awards-noted = Noted.
awards-untold = { $name }: { $amount } points. They have not opened me yet, so I cannot tell them.
awards-told = { $amount } points, { $by }: { $reason }
awards-told-undone = { $by } took back the { $amount } points from before.
awards-look = { $name }, there is a new entry in your points.
awards-undo = Take back
awards-undone = Taken back.
awards-gone = It was taken back already.
awards-not-yours = Only who gave it and admins can take it back.
awards-too-late = It can be taken back within its week only. After that an admin corrects by /adjust.
