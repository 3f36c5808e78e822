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
