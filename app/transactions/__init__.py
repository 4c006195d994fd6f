"""The one road for writes: ledger, undo steps, what changed, what the disk said.

Called by: services; `ui/bridge` hears the changes. Never knows: what a mark is.
"""
