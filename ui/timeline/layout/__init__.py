"""Where a lane's marks are at one zoom. Numbers, no painter.

Called by: lanes. Never knows: what a mark looks like.
"""
