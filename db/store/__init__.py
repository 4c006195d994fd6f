"""The open journal: connections, one writer at a time; made, upgraded, replaced and rescued.

Called by: `app`. Never knows: what the rows mean.
"""
