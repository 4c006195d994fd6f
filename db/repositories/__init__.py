"""Changes: adding, getting and deleting rows in a unit of work; one file per noun.

Called by: services, with the session of their unit of work. Never knows: why, and never commits.
"""
