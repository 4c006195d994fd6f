"""Feelings on screen: the palette under the timeline, and the vocabulary editor.

Called by: the Listen and Settings pages. Never knows: the timeline.
"""
