"""Where a lane's marks stand at one zoom. Numbers, no painter.

Called by: lanes. Never knows: what a mark looks like.
"""
