"""Themes: saying which of them returns.

Called by: the Listen page. Never knows: services; it is handed the themes and tells the choice.
"""
