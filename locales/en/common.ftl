### What every feature says.

# A day without its year.
common-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
command-unknown = No such command; /help shows what there is.
only-admins = Only admins can do this.
only-leads = Only leads can do this.
button-too-old = This button is too old.
