"""Time to pixels and back: the axis, gliding, ticks, edges, follow mode. No painter.

Called by: every room of the timeline. Never knows: lanes.
"""
