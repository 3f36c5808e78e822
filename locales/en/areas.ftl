### The tree of areas: importing, binding, picking.

areas-level-city = city
areas-level-district = district
areas-level-township = township
areas-level-village = village
areas-level-other = { $name }
areas-role-field = field chat
areas-role-desk = desk

# Greeting
areas-hello =
    Hello, I am Muster: I take in photos for “{ $campaign }”, count them and report in the evening.
    This group serves no area yet: an admin or a lead can send <code>/bind CODE</code>.
areas-hello-bind =
    Hello, I am Muster: I take in photos for “{ $campaign }”, count them and report in the evening.
    Pick the area that this group serves, then whether it is its field chat or its desk.
    { $pick }
areas-back = Good to be back. This group is still bound to { $area }.
areas-channel-hello =
    This channel can be a desk: post <code>/bind CODE</code>, and each day's collage and digest come here.
areas-channel-bind =
    Which area is the channel “{ $title }” to be the desk of? Each day's collage and digest will go there.
    { $pick }

# Binding
areas-pick = Which area does this group serve?
areas-pick-at = <b>{ $area }</b> ({ $code }): bind it here, or go further down?
areas-pick-leaf = <b>{ $area }</b> ({ $code }): bind it here?
areas-as-field = ✅ as a field chat
areas-as-desk = ✅ as a desk
areas-up = ↑ { $area }
areas-up-start = ↑ from the start
areas-bind-private = Send me <code>/bind CODE [field|desk]</code> here for a one-time link: whoever adds me to a group by it has bound that group. For example <code>/bind 330502</code>. Where I am in the group already, send it there.
areas-bind-usage = Like this: <code>/bind CODE [field|desk]</code>; field is for volunteers, desk for coordinators. For example <code>/bind 330502 field</code>.
areas-code-unknown = There is no area { $code }; /bind lets you pick one.
areas-code-offers = There is no area { $code }. Is it one of these?
areas-none = There are no areas yet. An admin can send me a CSV file in private, with the caption /areas.
areas-not-yours = This is not yours to do: an admin can, or a lead of the area or of one above it.
areas-channel-desk = A channel can only be a desk.
areas-field-too-high = { $area } is too large: a field chat belongs to a { $level } or what lies below. It can be a desk.
areas-bound-elsewhere = This chat is bound to { $area }; a lead there or an admin must unbind it first.
areas-bound-already = Bound to { $area } already, as its { $role }.
areas-bound-instead = It was the { $was } of { $from }, and is the { $role } of { $area } now. Earlier photos stay where they counted.
areas-bound-field =
    Bound to { $area } ({ $code }).
    Photos posted here count. Say where, what you did and how many you were. New here? Sign up below first.
areas-bound-desk = This is the desk of { $area } ({ $code }) now: each day's collage and digest come here.
areas-bound-desk-channel = The channel “{ $title }” is the desk of { $area } ({ $code }) now: each day's collage and digest go there.
areas-unbind-nothing = Nothing is bound here.
areas-unbound = No longer bound to { $area }. Earlier photos still count.

# Whether photos can be seen
areas-sight-blind =
    I cannot see photos in this group. Either
    1. make me (@{ $bot }) an admin of the group, or
    2. tell @BotFather /setprivacy, Disable, then remove me and add me again.
areas-sight-well = I can see the photos here now.

# The tree
areas-summary = { $count ->
    [one] 1 area:
   *[other] { $count } areas:
}
areas-summary-level = { $level }: { $count }
areas-summary-served = { $served } of { $owing } at level “{ $level }” have a field chat.
areas-import-how =
    To import, send me a CSV file (UTF-8) with the caption /areas.
    Columns: <code>code,parent_code,name,level</code>; levels: { $levels }
areas-import-no-file = Send the CSV as a file, with the caption /areas.
areas-import-not-csv = This is not a CSV file. Save it as “CSV UTF-8” and send that.
areas-import-too-big = This file is over 5 MB, too large for a list of areas.
areas-import-gone = Telegram does not hand out this file any more; please send it again.
areas-imported = Imported: { $added } new, { $updated } changed, { $unchanged } as before.
areas-import-refused = { $count ->
    [one] 1 mistake, so nothing was imported:
   *[other] { $count } mistakes, so nothing was imported:
}
areas-problem = Line { $line }: { $what }
areas-problems-more = And { $count } more.
areas-problem-gbk = not UTF-8 but probably GBK; save it as “CSV UTF-8”
areas-problem-utf8 = not UTF-8 text
areas-problem-column-missing = the column { $column } is missing
areas-problem-column-unknown = unknown column { $column }
areas-problem-column-repeated = the column { $column } stands there twice
areas-problem-empty = no row below the header
areas-problem-field-count = { $found } fields instead of { $expected }
areas-problem-field-empty = { $column } is empty
areas-problem-code-repeated = the code { $code } stands on line { $first } already
areas-problem-level-unknown = no level “{ $level }”; there are { $known }
areas-problem-parent-unknown = no such parent: { $code }
areas-problem-level-order = level { $level } is not below its parent { $code } ({ $parent })
areas-problem-level-child = level { $level } is not above { $code } ({ $child }), which lies in it
areas-problem-cycle = the parents go round in a circle: { $codes }
areas-problem-unreadable = the CSV cannot be read: { $why }

# What owes nothing, and what is gone
areas-rest-usage =
    Write:
    <code>/areas pause 330502</code> it owes no photos for now
    <code>/areas pause 330502 until 2026-07-01</code> the same, up to that day
    <code>/areas resume 330502</code> as before again
    <code>/areas retire 330502</code> hides an area made by mistake
areas-rest-unknown = There is no area with the code { $code }.
areas-rest-offers = There is no area with the code { $code }. Did you mean: { $offers }
areas-paused = { $area } is paused from { $day } on: it owes no photos, is not reminded, and is left out of the percentages. Photos that come still count. To end it: <code>/areas resume { $code }</code>
areas-paused-until = { $area } is paused up to { $day } and owes photos again from { $next }. Until then it is not reminded and left out of the percentages. Photos that come still count.
areas-pause-past = That day is over; it is { $day } now.
areas-pause-retired = { $area } is retired. Bring it back first: <code>/areas resume { $code }</code>
areas-resumed = { $area } is back, from today on as before.
areas-resumed-chats = { $area } is back, from today on as before. Told: { $chats }
areas-resume-nothing = { $area } is neither paused nor retired.
areas-resume-above = { $area } itself was not stopped; { $above } above it was. To bring that back: <code>/areas resume { $code }</code>
areas-retired = { $area } is retired: it is gone from sign-up, binding and counts; its photos and points of before stay. To bring it back: <code>/areas resume { $code }</code>
areas-retired-below = { $area } and { $below } areas below it are retired: they are gone from sign-up, binding and counts; their photos and points of before stay. To bring them back: <code>/areas resume { $code }</code>
areas-retired-chats =
    { $first }
    Told: { $chats }
areas-retired-already = { $area } is retired already. To bring it back: <code>/areas resume { $code }</code>
areas-chat-retired = { $area } is retired. Photos here are not counted for now; those of before stay.
areas-chat-back = { $area } is back. Photos here count as before.
areas-summary-paused = Paused: { $areas }
areas-summary-until = { $area } { $code } (up to { $day })
areas-summary-retired = Retired: { $areas }
areas-imported-retired =
    { $counts }
    { $count } of them are retired and stay so: { $areas }
    To bring one back, send <code>/areas resume CODE</code>

# Links that bind
areas-link =
    This link binds a group to { $area } as its { $role }: whoever adds me to a group by it has bound that group.
    { $link }
    It works once, until { $day }. Forward it to whoever owns the group; for the next group send /bind again.
areas-link-button = Add me to a group
areas-link-done = The group “{ $title }” is bound to { $area } as its { $role }. { $name } added me.
areas-link-used = This link was used already. For { $area }, ask whoever sent it for another one.
areas-link-expired = This link has expired. For { $area }, ask whoever sent it for another one.
areas-link-powerless = Whoever sent this link does not answer for { $area } any more. Ask an admin or its lead for a new one.
areas-link-unknown = This link is not right. An admin or lead gets a new one by sending me <code>/bind CODE</code> in private.
