"""Which marks are selected, where the keys stand, what dragging does to them.

Called by: the view, canvas and inputs. Never knows: the pointer.
"""
