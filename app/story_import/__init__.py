"""Stories that people already have: lists of episodes and scenes, NFO files, the art beside them.

Lives here: readers, which make neutral values (`records`) of text and files; the plan, which says
what would be new, filled or left; what writes it as one undo step. A reader for another kind of
file is a function and a line of READERS in `files`.
Called by: the command `story import`, the window's preview. Never knows: how a plan is shown, what
is on the network.
"""
