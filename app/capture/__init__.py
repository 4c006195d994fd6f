"""A key press becomes a mark: reaction time, holding, and where it waits when it can't be kept.

Called by: `ui/bridge/keys`, the socket. Never knows: keys as Qt tells them, pixels.
"""
