"""Small parts that pages are made of.

Lives here: buttons, chips, cards, editors and message lines, one noun per file.
Called by: every room of `ui/`.
Never knows: services, tracks, tags. They take plain values and answer with signals.
"""
