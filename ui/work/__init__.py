"""The page of a work: its head, its music, playing its story, what is missing between music and
story, and the story line below.

Called by: the window's table of pages. Never knows: how the story line is painted; the forms of the
Story page.
"""
