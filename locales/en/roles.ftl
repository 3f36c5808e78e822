### Who may do what: appointing, dismissing.

roles-admin = admin
roles-lead = lead of { $area }
roles-inspector = inspector of { $area }
roles-all = all { $count } roles
roles-appoint-usage =
    Reply to the person's message, or name them by @username or user id, for example
    <code>/appoint lead 330502 @chenjing</code>
    as lead, inspector or admin (an admin needs no area code).
roles-dismiss-usage =
    Reply to the person's message, or name them by @username or user id, for example
    <code>/dismiss lead 330502 @chenjing</code>
    Only /dismiss and the person ends all their roles.
roles-code-unknown = There is no area { $code }.
roles-code-offers = There is no area { $code }. One of these? { $offers }
roles-person-unknown = I have not met { $who }. Let them write in a group or open me first, or reply to a message of theirs.
roles-already = { $name } is { $what } already.
roles-appointed = { $name } is { $what } now.
roles-appointed-unopened = { $name } is { $what } now, but has never opened me, so I cannot write to them. Please have them press this:
roles-open-me = Open Muster
roles-you-are = You are { $what } now; /help shows what you can do.
roles-dismissed = { $name } is no longer { $what }.
roles-you-are-not = You are no longer { $what }. Thank you for what you did.
roles-had-not = { $name } is not { $what }.
roles-had-none = { $name } has no role.
roles-configured = { $name } is an admin by bot.toml; change it there.
roles-last-admin = { $name } is the only admin; appoint another one first.

# Hand-over
roles-no-bots = A bot can hold no role; name a person.
roles-away-usage =
    Like this: <code>/away until 7-5 to @chenjing</code>, or <code>/away 7-5</code> in reply to the person.
    Until then they answer for your areas and get the digest, the review and the reminders; /back ends it.
roles-away-now = { $name } stands in for you until { $day }. Back earlier? Send /back.
roles-away-begun = Done: until { $day } { $name } answers for your areas. You keep your rights and get no digests or reminders. Back earlier? Send /back.
roles-away-leads-nothing = You lead no area of your own, so there is nothing to hand over.
roles-away-past = That day is over; name today or a later one.
roles-away-too-long = A hand-over lasts a year at most.
roles-away-oneself = You cannot stand in for yourself; name somebody else.
roles-away-both = { $name } is away too, until { $day }; ask somebody else.
roles-away-chain = You stand in for { $name } until { $day }, and that cannot be passed on. Ask { $name } to send /back or to choose somebody else first.
roles-away-unopened = { $name } has never opened me and would get no digest. Ask them to tap this, then try again:
roles-standing-in = { $name } asks you to stand in until { $day }: { $areas }. Digest, review and reminders come to you until then; /help shows what you can do.
roles-stood-in = You no longer stand in; { $name } answers alone again. Thank you.
roles-away-over = The hand-over is over: from today you answer for your areas again, { $name } no longer does.
roles-away-alone = Who stood in for you has left, so you answer for your areas again. Still away? Ask somebody else with /away.
roles-back = Welcome back. { $name } no longer stands in; digests and reminders come to you again.
roles-back-nothing = Nobody stands in for you.
