"""The timeline: one track's lanes on one time axis.

Lives here: `view.py` joins the parts; `viewport.py` says which part of the track is in view,
`selection/` what is selected; `canvas/` paints them, `input/` turns mouse, keys and touch into
verbs on these three, and `accessibility/` describes them. `lanes/` build on `layout/`, `ridges/`,
`paint/` and `geometry/`. What is shown besides marks (the waveform, intensity and its events,
traces) comes through the feeds beside the lanes.
Called by: the Listen page, which passes values in and turns signals into verbs.
Never knows: services, the player, storage; how a mark is saved.
"""
