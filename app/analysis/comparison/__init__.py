"""Two passages compared: laid over each other in one key, at one tempo, and where they part.

`fitted` (`fitting`) finds where, how fast and in which key the one is heard in the other: a `Fit`,
whose start_ms is the musical beginning in the other track, and whose `moved` is another one.
`lay_over` (`laying`) moves the other one by it: a `Comparison`, which `ComparisonPicture` of
`ui.widgets` draws, and whose `at_home` and `at_here` lead from a moment of the one to the same
moment of the other. Both take some milliseconds for each passage, and `HeardPassage`s, made from
`HeardMusic.features_of` and a span.

Called by: whoever compares a theme with its return, off the GUI thread. Never knows: themes, files.
"""
