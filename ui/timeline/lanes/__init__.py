"""One file per lane, the stack of them, and the feeds that give them what they draw.

Called by: viewport, selection and canvas, through the protocol in `lane.py`; `registry.py` names
the lanes. Never knows: the playhead, the mouse, one another.
"""
