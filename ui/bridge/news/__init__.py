"""What happened elsewhere or in the background: said in a quiet line, or read again where it shows.

Called by: the window; pages, for what they show. Never knows: any page.
"""
