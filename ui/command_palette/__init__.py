"""The command palette: every command, page, track and thing of the story, by a few letters.

Lives here: what is offered (`entries`, `commands`, `things`), how it is found off the GUI thread
(`finder`), what was used last (`recent`), what choosing does (`doing`), and the popup (`palette`).
Called by: the window. Never knows: what a command does, or which page shows a place.
"""
