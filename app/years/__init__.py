"""Looking back on a year, on all years, and on the life of a work or a track.

Lives here: what was felt in a stretch of days, counted in several ways, each figure with the filter
that shows what it counts (`service.Years`); which feeling a year was mostly about (`leading`); the
words that were used most (`own_words`); a life (`lives.Lives`).
Called by: the page of years. Never knows: SQL, how a figure is drawn.
"""
