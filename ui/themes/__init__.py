"""The Themes page: every theme by work, and one with its whole life, to hear, compare and describe.

Lives here: the list of themes, the pictures of a theme's melody and of its course, the rows of its
returns, and in `families` what returns without a name. It belongs to the Story page, whose button
in the rail is checked while it is in front.
Called by: the window's table of pages. Never knows: how a return is found, SQL, other pages.
"""
