"""How it works, in three pictures: marking, the story, and finding it again.

Lives here: the pictures, which are painted in the colours of the theme, and their dialog.
Called by: the window. Never knows: the listener’s music.
"""
