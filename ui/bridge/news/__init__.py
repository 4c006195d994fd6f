"""What happened elsewhere or in the background, said in a quiet line.

Called by: the window. Never knows: any page.
"""
