"""Everything authored as plain values: collected, checked, matched and merged.

Called by: export and restore. Never knows: files, JSON.
"""
