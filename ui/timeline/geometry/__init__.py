"""Time to pixels and back: the axis, its glide, ticks, edges, where the view follows. No painter.

Called by: every room of the timeline. Never knows: lanes.
"""
