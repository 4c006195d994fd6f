"""Themes: choosing the one that returns in a passage.

Called by: the Listen page. Never knows: services; it is given the themes and reports the choice.
"""
