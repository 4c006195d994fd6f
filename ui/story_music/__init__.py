"""Music along a story, as parts of a page: one ribbon through the returns of a theme or through the
music of some scenes, rows of cues with their waves, what was written about them.

`ribbon` is the picture, `bead` what is on it, `bead_reading` makes beads of returns, `sounding`
plays them, `covered_look` uncovers what is covered. Called by: the pages of a character, of two,
and of a track in its role. Never knows: whose music it is.
"""
