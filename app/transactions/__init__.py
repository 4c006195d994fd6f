"""All writes go through here: ledger, undo steps, announcements of changes, storage problems.

Called by: services; `ui/bridge` hears the changes. Never knows: what a mark is.
"""
