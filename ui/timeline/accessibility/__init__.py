"""The timeline for assistive technology: lanes are lists, marks their items, which can be heard,
edited, deleted, moved and selected (`verbs.py`).

Called by: Qt, for screen readers. Never knows: any pixels but a mark's place.
"""
