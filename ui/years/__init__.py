"""A year in feelings, all years, and the life of a work or a track.

Lives here: the page (`page.YearsPage`), what it reads one after another (`reading`), days and
ridges on one axis (`picture/`), the cards (`cards/`), everything as a table (`table`).
Called by: the window’s table of pages. Never knows: SQL, how the journal’s list is drawn; each
figure is shown there by its filter.
"""
