"""Export, restore, back up, go back to a backup.

Lives here: the object that does all of it in the background, and what it is called on screen.
Called by: the window's menu and progress strip, the Settings page, the window as it closes.
Never knows: what an export contains, where its progress is shown.
"""
