"""Two processes on one profile: the window's lock, its socket, the other user, the requests.

Called by: the window's start, the command line, `ui/remote`. Never knows: what a request does.
"""
