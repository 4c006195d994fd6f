"""What is shown of the current track: marks, themes, words, waveform, intensity, covers, listens,
the live trace. What is said and sung now is told by one object for all who show it
(`track_words.py`). And of passages on any track: how they sound, and two laid over each other
(`comparing.py`).

Called by: the Listen page, the pages of themes, the player bar. Never knows: any page.
"""
