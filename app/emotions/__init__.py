"""Emotions and emotional tags: the vocabulary, and dropping a word of it on the music.

Lives here: vocabularies (shipped sets and the listener's own words), reaction-time correction,
tagging. Called by: the palette, the capture keys, the timeline, the inspector.
Never knows: which key is down, how a tag is drawn.
"""
