"""The timeline for screen readers: lanes are lists, marks their items.

Called by: Qt, for screen readers. Never knows: any pixels but a mark's place.
"""
