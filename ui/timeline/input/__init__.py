"""Mouse, keys, wheel and fingers on the lanes.

Called by: the view. Never knows: services.
"""
