"""What a file of the listener's really is, by its first bytes; names lie.

Lives here: the kinds of sound file told apart, how each begins, what never counts as sound; the
words for one that can't be read.
Called by: `library` for identity and tags, `analysis`, and `player` before libVLC may open
anything.
Never knows: libVLC, tags, Qt, SQL.
"""
