"""A work's page before it has a scene: its tracks in their own order with what was felt already,
and ways to begin.

Called by: the page of a work.
"""
