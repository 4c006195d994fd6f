"""What each column may hold, asked at every door; and what a row becomes that holds no such.

Called by: whoever takes values in, and whoever shows a row. Never knows: who is asking.
"""
