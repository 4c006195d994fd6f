"""What happened elsewhere or behind, said in a quiet line.

Called by: the window. Never knows: any page.
"""
