"""What runs along the story, a lane a file: each paints a part of it, and knows its stops.

Called by: the canvas. Never knows: keys, the mouse, services.
"""
