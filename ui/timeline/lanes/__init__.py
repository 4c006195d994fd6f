"""One file per lane, and the stack they stand in.

Called by: the stack of lanes, through the protocol in `lane.py`; `registry.py` names them.
Never knows: the playhead, the mouse, one another.
"""
