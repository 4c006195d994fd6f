"""Scenes: choosing which one plays, the fields of one, its people, and the kinds of works.

`additions.py` is for every picker: what it added is said with Undo, and undone by Ctrl+Z in it.

Called by: the Listen, Library, Journal and Story pages. Never knows: any of them.
"""
