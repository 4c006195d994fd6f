"""One file per lane: ruler, scenes, waveform, emotions, favourites, themes.

Called by: `ui/timeline/view.py` through the protocol in `ui/timeline/lanes/lane.py`.
Never knows: the playhead, the mouse, one another.
"""
