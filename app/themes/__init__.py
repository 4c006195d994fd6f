"""Themes (leitmotifs) and theme marks, where they return.

Called by: the timeline's theme lane. Never knows: how an occurrence was found.
"""
