"""Which marks are selected, which one the keys act on, and what dragging does to them.

Called by: the view, canvas and inputs. Never knows: the pointer.
"""
