"""Shapes, labels and signs as ready pictures.

Called by: lanes, the canvas. Never knows: which lane it paints for.
"""
