"""A key press becomes a mark: reaction time, holding, and waiting when it can't be saved.

Called by: `ui/bridge/keys`, the socket. Never knows: Qt's key events, pixels.
"""
