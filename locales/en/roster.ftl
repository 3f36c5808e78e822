### Lists of people that an organisation brings, and their claim codes.

roster-how =
    Import: send me a CSV with the caption /people. Columns: name, area_code; if you like phone, age, skills, team, note. You get it back with a code and a link for each person; who opens their own link has joined. Importing again only updates, and makes nobody twice.
    Export: <code>/people export</code> lists who has joined with names, areas and points, without phones.
roster-how-lead = <code>/people export</code> lists who has joined in your areas, without phones.
roster-counts = { $entries ->
    [one] One person is
   *[other] { $entries } people are
} on the list; { $claimed } joined by their code.
roster-private = The list holds names and codes: please send it to me in private.
roster-too-big = The file is over 20 MB; send it in parts, or use muster people import on the server.
roster-imported = Imported: { $added } new, { $updated } updated, { $unchanged } unchanged.
roster-imported-claimed = { $counts } { $claimed } who joined already stay as they are.
roster-imported-teams = { $counts } { $teams ->
    [one] One team was
   *[other] { $teams } teams were
} made.
roster-imported-next = { $counts } Send everyone their own link: who opens it has joined. Where a link does not open, the code typed to me in private does the same.
roster-refused = { $count ->
    [one] One mistake
   *[other] { $count } mistakes
}; nobody was imported:
roster-problem-area = no area has the code { $code }
roster-problem-name = name is one line of 1 to 128 characters
roster-problem-name-repeated = the same name and area as on line { $first }, and nobody can tell the two apart; add something to the name, such as “Wang Wei (3)”
roster-problem-name-taken = somebody of this name is entered in this area already, with the code { $code }
roster-problem-phone = { $phone } is no phone number; make this column text and fill it in again
roster-problem-keyless = phone numbers are encrypted, and the server has no MUSTER_KEY yet; set it and import again, or leave the column phone out
roster-problem-age = age is a number of years, not { $age }
roster-problem-skills = skills is one line of at most 200 characters
roster-problem-team = { $team } is too long for a team's name: 64 characters at most
roster-problem-code = there is no code { $code }; leave it empty for somebody new
roster-problem-code-repeated = the same person as on line { $first }
roster-hello = Hello { $name }, you are on the list.
roster-yours = This code is yours; you are in { $area } already.
roster-taken = This code has been used. If that was not you, tell the organisation that gave it to you.
roster-unknown = There is no code { $code }; please look again (it has no 0, O, 1, I or L).
roster-enough = That was too many tries; come back in an hour, or ask the organisation that gave you the code.
roster-gone = The area of this code is no longer in use; ask the organisation that gave it to you. /join lets you choose an area.
roster-export-begun = Writing the list; it comes in a moment.
roster-exported = { $count ->
    [one] One person.
   *[other] { $count } people.
} The file holds names: keep it safe.
roster-export-too-big = Too many people: the file is over 45 MB. Use muster people export on the server.
