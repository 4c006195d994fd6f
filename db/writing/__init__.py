"""Changing rows and recording it: unit of work, many rows at once, undo and redo.

Called by: repositories, the ledger. Never knows: which verb it was.
"""
