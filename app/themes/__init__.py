"""Themes (leitmotifs) and theme marks, where they return.

`answers` keeps what the listener said about places that were found, `families` about melodies that
nobody had asked about; `difference` is what is measured of a return. What was found and isn't
answered is in no table; `unanswered` makes marks of it, to be shown among those that are.
Called by: the timeline's theme lane, the Themes page. Never knows: how a place is found.
"""
