"""The story line: a work's scenes on one axis, with music, feelings, characters and themes below.

Lives here: `card.py` is the way in, with title, tools, picture and table; `reading.py` reads a line
off the GUI thread. `view.py` says which part of it is in view and what is selected; `lanes/` paint
and say what is where; `canvas.py` joins them and takes keys and mouse.
Called by: a work's page. Never knows: pages, the player, how a cue is saved.
"""
