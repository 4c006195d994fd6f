"""The surface: lanes from cached pictures, their names beside them, the playhead above.

Called by: the view. Never knows: mouse and keys.
"""
