"""The timeline: one track's lanes on one time axis.

Lives here: `view.py` joins the parts; `viewport.py` says what of the track is seen, `selection/`
what is selected; `canvas/` paints them, `input/` turns hands into verbs on these three, and
`accessibility/` tells them. `lanes/` stand on `layout/`, `paint/` and `geometry/`.
Called by: the listen page, which hands values in and turns signals into verbs.
Never knows: services, the player, storage; how a mark is kept.
"""
