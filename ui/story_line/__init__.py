"""The story line: a work's scenes on one axis, with music, feelings, characters and themes below.

Lives here: `card.py` is the way in, with title, tools, picture and table; `reading.py` reads a line
off the GUI thread. `view.py` says which part of it is in view and what is selected; `lanes/` paint
and say what is where, `picture.py` joins them and `field_picture.py` keeps what was painted;
`canvas.py` is the widget, `sight.py` where everything is on it, `keys.py` and `hands.py` what is
done to it; `selection.py` is what is selected, `selected.py` what can be done with that. `saving/`
makes files and pages of it. `waves.py` reads the shapes of tracks, `wave_bars.py` paints some
seconds of one, and `played_wave.py` fills them as they sound.
Called by: a work's page; its waves, also by other pages that show some seconds of a track. Never
knows: pages, the player, how a cue is saved.
"""
