### What admins and leads set up and look after.

admin-help = “{ $campaign }”: what you can do here.
admin-help-line = /{ $name } { $about }
admin-help-words = Plain words do too: points, status, invite.
admin-set-aside = One step failed and was set aside; all else goes on. The log has it under <code>{ $code }</code>:
    <code>{ $error }</code>
admin-skipped = The schedule “{ $name }” missed its run of { $run }; it is too old to be made up.
admin-unreachable = { $count ->
    [one] 1 lead has never opened me
   *[other] { $count } leads have never opened me
} and cannot get digests. Please pass this on: { $link }
admin-unreachable-lead = { $area }: { $name }
admin-unreachable-more = And { $count } more.
admin-reloaded = bot.toml is in effect. { $rules }
admin-reloaded-but =
    bot.toml is in effect, but for { $left }: that changes at the next start.
    { $rules }
admin-reloaded-rules = The rules for points are version { $version }, from { $day } on.
admin-reloaded-same-rules = The rules for points are as before.
admin-reload-refused =
    { $n ->
        [one] One thing is
       *[other] { $n } things are
    } wrong in bot.toml, and nothing has changed:
    <pre>{ $mistakes }</pre>
admin-backup-begun = Writing a backup; I will tell you when it is done.
admin-backup-done =
    Backed up, { $size }:
    <code>{ $path }</code>

# The audit log
admin-audit-empty = Nothing has been noted yet.
admin-audit-newest = « Newest
admin-audit-older = Older »
admin-audit-server = the server
admin-audit-line = { $at } <b>{ $who }</b> { $what }
admin-audit-line-whom = { $at } <b>{ $who }</b> { $what } → { $whom }
admin-audit-usage = <code>/audit</code> shows all, <code>/audit 330502</code> an area, <code>/audit @chenjing</code> or a reply a person.
admin-audit-handover-begin = handed over (until { $detail })
admin-audit-handover-end = ended the hand-over (it was until { $detail })
admin-audit-claim = claimed the bot and is the first admin
admin-audit-import = imported areas ({ $detail })
admin-audit-bind-field = bound a field chat: { $detail }
admin-audit-bind-desk = bound a desk: { $detail }
admin-audit-areas-pause = paused: { $detail }
admin-audit-areas-resume = resumed: { $detail }
admin-audit-areas-retire = retired: { $detail }
admin-audit-link-make = made a binding link: { $detail }
admin-audit-link-use = a binding link was used: { $detail }
admin-audit-unbind = unbound: { $detail }
admin-audit-appoint-admin = appointed an admin: { $detail }
admin-audit-appoint-lead = appointed a lead: { $detail }
admin-audit-appoint-inspector = appointed an inspector: { $detail }
admin-audit-dismiss-admin = dismissed an admin: { $detail }
admin-audit-dismiss-lead = dismissed a lead: { $detail }
admin-audit-dismiss-inspector = dismissed an inspector: { $detail }
admin-audit-team-new = made the team { $detail }
admin-audit-team-lead = handed on the team { $detail }
admin-audit-team-rename = renamed the team { $detail }
admin-audit-team-dissolve = dissolved the team { $detail }
admin-audit-points-award = awarded points: { $detail }
admin-audit-points-adjust = adjusted points: { $detail }
admin-audit-points-undo = took back points: { $detail }
admin-audit-reward-new = made a reward: { $detail }
admin-audit-reward-edit = changed a reward: { $detail }
admin-audit-reward-price = changed a price: { $detail }
admin-audit-reward-stock = stock: { $detail }
admin-audit-reward-picture = changed a picture: { $detail }
admin-audit-reward-withdraw = withdrew: { $detail }
admin-audit-reward-restore = put back: { $detail }
admin-audit-reward-redeem = handed out: { $detail }
admin-audit-reward-refuse = did not hand out: { $detail }
admin-audit-draw-announce = announced a draw: { $detail }
admin-audit-draw-cancel = cancelled a draw: { $detail }
admin-audit-draw-drawn = drew: { $detail }
admin-audit-bulletin-publish = published a bulletin: { $detail }
admin-audit-bulletin-edit = changed the draft of a bulletin: { $detail }
admin-audit-bulletin-drop = dropped a bulletin: { $detail }
admin-audit-ranking-publish = published a provisional ranking: { $detail }
admin-audit-ranking-weights = weighed a ranking anew: { $detail }
admin-audit-ranking-drop = dropped a ranking: { $detail }
admin-audit-ranking-final = made a ranking final: { $detail }
admin-audit-ranking-appeal = appealed against a ranking: { $detail }
admin-audit-ranking-accept = accepted an appeal: { $detail }
admin-audit-ranking-reject = rejected an appeal: { $detail }
admin-audit-people-import = imported people ({ $detail })
admin-audit-day-export = exported a day ({ $detail })
admin-audit-people-export = exported people ({ $detail })
admin-audit-person-phone = looked at a phone number: { $detail }
admin-audit-photos-words = gave the words of a photo: { $detail }
admin-audit-photos-place = gave the place of a photo: { $detail }
admin-audit-photos-heads = gave the headcount of a photo: { $detail }
admin-audit-photos-move = moved photos: { $detail }
admin-audit-photos-fix = allowed a fixed post: { $detail }
admin-audit-photos-unfix = ended a fixed post: { $detail }
admin-audit-photos-dismiss = said of a photo that it is no submission: { $detail }
admin-audit-move = moved a day's photos: { $detail }
admin-audit-signup-approve = accepted: { $detail }
admin-audit-signup-refuse = refused to let in: { $detail }
admin-audit-consent-link = guardian agreed by link: { $detail }
admin-audit-consent-paper = recorded consent on paper: { $detail }
admin-audit-consent-parent = parent agreed: { $detail }
admin-audit-consent-withdraw = guardian took consent back: { $detail }
admin-audit-consent-decline = guardian said no: { $detail }
admin-audit-consent-older = corrected: 14 or older: { $detail }
admin-audit-child-remove = took a child off the list: { $detail }
admin-audit-language = changed a chat’s language: { $detail }
admin-audit-remind = reminded the missing: { $detail }
admin-audit-review-count = counted a photo: { $detail }
admin-audit-review-refuse = did not count a photo ({ $reason }): { $detail }
admin-audit-relay = sent up: { $detail }
admin-audit-pick = picked photos for the collage: { $detail }
admin-audit-forget = erased somebody who asked for it
admin-audit-mute-chat = changed what a group hears { $detail }
admin-audit-schedule-add = added the schedule { $detail }
admin-audit-schedule-pause = paused the schedule { $detail }
admin-audit-schedule-resume = let the schedule { $detail } go on
admin-audit-schedule-remove = removed the schedule { $detail }
admin-audit-schedule-run = ran the schedule { $detail } at once
admin-audit-reload = read bot.toml again
admin-audit-backup = made a backup
admin-audit-other = { $action }: { $detail }
