"""The listener’s own shortcuts: every command with its keys, and how they are changed.

Lives here: what may be chosen and what follows (`choosing`), the field that takes a key press
(`key_press_field`), and the dialog.
Called by: the window and the Settings page. Never knows: what a command does.
"""
