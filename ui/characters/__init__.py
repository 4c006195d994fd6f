"""The page of a character, or of two: how the music about them deepens along the story, what plays
while they are on, and what the listener wrote about them.

`ribbon` is the picture of it. Called by: the window's table of pages. Never knows: the forms of the
Story page.
"""
