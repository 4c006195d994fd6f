"""Scenes: saying which of them plays.

Called by: the Listen page. Never knows: the Story page, where scenes are written.
"""
