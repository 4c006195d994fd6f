"""Marks of any kind, one or many at a time: moved, split, merged, copied, removed.

Called by: the Listen page, the journal, marking. Gathers the four kinds of mark; each verb is one
unit of work and one undo step. Never knows: pixels, the pointer, the clipboard's machinery.
"""
