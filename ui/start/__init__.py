"""Opens the window: its first frame before anything else is loaded, the rest behind it.

Called by: `main.py`. Never knows: any page.
"""
