"""The open journal: connections and the single writer; creating, upgrading, replacing, recovering.

Called by: `app`. Never knows: what the rows mean.
"""
