"""Everything written into one file, read from one, copied, or taken back from a copy.

Lives here: the one object that does it in the background, and what is said of it.
Called by: the window's menu and its strip, the settings page, the window as it closes.
Never knows: what an export holds, where its progress is shown.
"""
