"""Importing stories: a list that is pasted, files that are chosen or dropped on the window, and
what would become of them, before anything is written.

Called by: the pages of the story, by `opening`. Never knows: how a list is read, which page asked.
"""
