"""One file per lane, the stack they stand in, and those who hand them what they draw.

Called by: viewport, selection and canvas, through the protocol in `lane.py`; `registry.py` names
the lanes. Never knows: the playhead, the mouse, one another.
"""
