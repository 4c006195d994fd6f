"""What the desktop's portal says and does: how the desktop looks, and a screen that stays awake.

Lives here: the guests on the session bus (`appearance_guest`, `awake_guest`), and what the GUI
thread knows of the desktop's looks (`looks`).
Called by: `ui/remote/desktop.py`. Never knows: what a theme or a Stage is.

Without a portal nothing is said, and the screen sleeps as the desktop has it.
Source: https://flatpak.github.io/xdg-desktop-portal/docs/
"""
