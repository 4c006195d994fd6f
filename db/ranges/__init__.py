"""What each column may hold, and how a row that holds something else is repaired.

Called by: everything that accepts values or shows rows. Never knows: who is asking.
"""
