"""Values of `app` in the listener's language: marks, dates, backups, and the locale they go by.

Called by: whoever shows them or reads them out. Never knows: widgets.
"""
