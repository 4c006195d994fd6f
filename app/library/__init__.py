"""Importing music: find files, read tags, recognise, ask, store; the library in order.

Lives here: the stages of an import; the identity, tags, length and cover of a file; the shelf of
albums; what desktops call the files that we play; whether tracks are the same, which asks
`analysis` to compare their sound.
Called by: the Library page, the `import` command, and whatever plays or shows a track.
Never knows: Qt, widgets, libVLC (a tag reader for rare formats is passed in).
"""
