"""Music coming in: find files, read tags, recognise, ask, store.

Lives here: the stages of an import, the identity of a file, tags and covers as values.
Called by: the library page, the import dialog and the `import` command.
Never knows: Qt, widgets, libVLC (a tag reader for rare formats is handed in from outside).
"""
