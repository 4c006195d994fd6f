"""Marks of any kind: what each kind is, and what can be done with one mark or many.

Called by: the Listen page, the journal, the timeline, marking: whatever lists, shows or copies
marks. `kinds.py` lists the kinds, `specs/` says what each is; each verb is one unit of work and
one undo step. Never knows: pixels, the pointer, how the clipboard works.
"""
