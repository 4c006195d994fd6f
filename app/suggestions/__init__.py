"""Which emotion a place suggests to this one listener, by what they marked elsewhere.

Lives here: what is learnt from the listener's own marks and from what they refused (`lessons`), the
small model that comes of it (`learning`, `model`), which is kept in the cache and nowhere else, and
the stretches of a track that it says something about. `service.EmotionSuggestions` is the way in.
Called by: the bridge, off the GUI thread.
Never knows: Qt; how a mark is made, or which words the listener is asked with. Nothing here writes
a mark, and nothing of it is in the journal, an export or a backup, but what was refused.
"""
