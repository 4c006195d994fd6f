"""The Stage: the scene that plays, as large as the screen, with its words, the feelings that were
marked in this music drifting by, and a quiet waveform. `docs/stage.md` says why it costs nothing
while nothing changes.

`now` says what is on, with the cuts of an `opening`; `pictures` makes a `backdrop` into a picture,
`fade` turns from one to the next, `drift` has the pills, and `canvas` paints them all; `telling`
words what stands below, in `words`, `wave` and `foot`; `aloud` tells it to screen readers; `quiet`
notices that nobody touches anything; `page` joins them.

Called by: the window's table of pages. Never knows: other pages, how a key marks.
"""
