"""What the tags of a file say, format by format, as lists of texts, not yet cleaned; what is sung.

Lives here: one file per kind of tag; what stands in front of and behind any sound. mutagen reads
wherever it is right, bounded against hostile files; own readers only for what it lacks.
Called by: `library.tags`.
Never knows: tracks, what the listener sees, libVLC, the file's name.
"""
