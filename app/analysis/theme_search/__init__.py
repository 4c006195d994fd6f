"""Finding where a passage returns in a soundtrack: in other keys, tempi and instruments.

Lives here: what the pitches of a track look like to the search, the search itself, how sure it is,
and what returns without anybody asking. Called by: `themes`, the command line, always off the GUI
thread. Never knows: files, the cache, what the listener calls a theme. docs/themes.md says how it
works and how well.
"""
