"""The window's end of the local socket.

Called by: the window. Never knows: what a mark looks like.
"""
