"""Mouse, keys, wheel and touch on the lanes: each acts on viewport, marks and canvas.

Called by: Qt, through the canvas's events. Never knows: the view around them; services.
"""
