"""The Comfort page: a shelf of own moments that fit a feeling, and a path from one feeling to
another; both are heard from here, and go on when the page is left.

Called by: the window, and the journal by its place. Never knows: other pages, how marks are
chosen (`app/comfort`).
"""
