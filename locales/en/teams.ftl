### Teams inside an area.

teams-usage =
    <code>/team</code> shows teams
    <code>/team new NAME</code> makes one (leads)
    <code>/team join CODE</code> joins one
    <code>/team leave</code> leaves it
    <code>/team lead @user</code> hands it on; a reply to the person does too
    <code>/team rename NAME</code> · <code>/team members</code> · <code>/team dissolve</code>
teams-new-usage = Add a name, for example <code>/team new River Crew</code>
teams-join-usage = Add the team's code of 8 characters, for example <code>/team join K7M2P9QX</code>; without one, send /team in the group and press its button.
teams-rename-usage = Add the new name, for example <code>/team rename River Crew</code>
teams-lead-usage = Reply to the new team lead's message, or write <code>/team lead @user</code>.
teams-none-here = { $area } has no team yet. A lead makes one by <code>/team new NAME</code>.
teams-none-yours = You are in no team yet. Send /team in the group and press a button, or <code>/team join CODE</code>.
teams-here = { $count ->
    [one] One team
   *[other] { $count } teams
} in { $area }:
teams-yours = { $count ->
    [one] Your team:
   *[other] Your { $count } teams:
}
teams-lead-only = You are in no team yet. Below are the areas you lead.
teams-of-button = Teams of { $area }
teams-all-button = ‹ Teams of { $area }
teams-line = <b>{ $name }</b> · { $rest }
teams-line-led = { $count ->
    [one] 1 person
   *[other] { $count } people
} · led by { $lead }
teams-line-alone = { $count ->
    [one] 1 person
   *[other] { $count } people
} · no team lead yet
teams-title = <b>{ $name }</b> ({ $area })
teams-invite = Code <code>{ $code }</code>; whoever opens this link joins: { $link }
teams-join = Join { $name }
teams-new-button = New team
teams-leave-button = Leave
teams-members-button = Who is in it
teams-rename-button = Rename
teams-dissolve-button = Dissolve
teams-back = ‹ Back
teams-members = <b>{ $name }</b>, { $count ->
    [one] 1 person:
   *[other] { $count } people:
}
teams-member = { $number }. { $name }
teams-member-lead = { $number }. { $name } (team lead)
teams-members-private = The list is for private eyes: send me /team in private.
teams-made = The team stands.
teams-taken = There is a team “{ $name }” here already; choose another name.
teams-unfit = A team's name is one line of 1 to { $most } characters.
teams-renamed = Done, it is called “{ $name }” now.
teams-in = You are in { $name } now.
teams-in-already = You are in { $name } already.
teams-moved = You moved from { $before } to { $name }.
teams-waits = Asked; you are in { $name } once a lead agrees.
teams-left = You left { $name }; your photos and points stay yours.
teams-not-in = You are not in { $name }.
teams-lead-now = { $name } leads { $team } now.
teams-lead-outside = { $name } has not joined this area; let them open this link first: { $link }
teams-you-lead = You lead { $team } now; /team shows it.
teams-ask-name = What is the new team called? Send one line of 1 to 64 characters; /cancel leaves.
teams-ask-rename = What shall “{ $name }” be called? Send the new name; /cancel leaves.
teams-where = In which area shall “{ $name }” be? Press one, or type part of an area's name or code; /cancel leaves.
teams-where-unknown = None of your areas is like “{ $text }”; try another name or code.
teams-dissolve-sure = Dissolve { $name }? { $count ->
    [one] One person
   *[other] { $count } people
} will be in it no more; photos and points stay.
teams-dissolve-yes = Dissolve
teams-dissolved = { $name } is dissolved; photos and points stay.
teams-not-yours = Only the team's lead, a lead of the area or an admin can do this.
teams-gone = This team was dissolved.
teams-code-unknown = No team has the code { $code }; please look again.
teams-which = Which one? Add its code to the command: { $teams }
