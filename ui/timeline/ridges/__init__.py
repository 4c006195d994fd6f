"""Marks as ridges: how much was felt at each place, one ridge for each emotion. Numbers only.

Called by: the lanes of emotions, years and music. Never knows: a painter, an emotion’s look.
"""
