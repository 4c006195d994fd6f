"""The window's ends of what other programs speak to it by: a local socket, and the session bus.

Lives here: the socket's server; the thread that speaks to the bus (`session_bus`) and its guests,
the desktop's media keys (`mpris`) and its portal (`portal`); `desktop` joins these.
Called by: the window, behind its first frame. Never knows: what a mark looks like, or a page.
"""
