"""What a file of the listener's really is, by its first bytes; names lie.

Lives here: the kinds of sound file told apart, how each begins, what never counts as sound.
Called by: `library` for identity and tags, and `player` before libVLC may open anything.
Never knows: libVLC, tags, Qt, SQL.
"""
