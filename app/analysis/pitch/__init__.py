"""Which pitches sound when: what themes are searched in and drawn from.

Lives here: the spectrum on a scale of semitones, the tuning of a track, the fit of notes to it, and
the feature that keeps the result. Called by: `hearing`, as a listener; `theme_search`.
Never knows: files, themes, marks.
"""
