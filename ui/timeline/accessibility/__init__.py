"""The timeline for those who hear the screen: lanes are lists, marks their items.

Called by: Qt, for screen readers. Never knows: pixels beyond where a mark is.
"""
