"""What a file really is, by its first bytes; its name may be wrong.

Lives here: the kinds of audio file, how each begins, and what is never audio; frames, pages, what
an MP3 counts, and the tags around the sound; a length and how it is known; what is said about a
file that can't be read.
Called by: `library` for identity and tags, `analysis`, and `player` before libVLC may open
anything.
Never knows: libVLC, tags, Qt, SQL.
"""
