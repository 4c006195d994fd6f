"""What files say about words: subtitles (SRT, WebVTT, ASS), lyrics (LRC, plain text), in any
encoding; which episode, language or track a file's name means.

Called by: the library, for the words in and beside music; the story, for files that the listener
names. Never knows: the journal, tracks, works.
"""
