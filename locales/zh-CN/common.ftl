### What every feature says.

# A day without its year.
common-day = { $month }月{ $day }日
