"""The lanes on the screen: cached pictures, their names beside them, the playhead on top.

Called by: the view, the inputs, screen readers. Never knows: mouse and keys, or what they mean.
"""
