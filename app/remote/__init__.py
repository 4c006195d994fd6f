"""Two processes on one profile: the window's lock, its socket, who speaks and what may be asked.

Called by: the window's start, the command line, `ui/remote`. Never knows: what a request does.
"""
