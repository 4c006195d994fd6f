"""A theme's returns with all that lies around them: scenes, what was felt there, their order.

Called by: the Themes page, the timeline, the Listen page and the companion card. Never knows: how a
place was found, or what it sounds like.
"""
