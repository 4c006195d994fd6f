"""Emotions on screen: the palette under the timeline, finding one, and the editor of emotion sets.

Called by: the Listen and Settings pages. Never knows: the timeline.
"""
