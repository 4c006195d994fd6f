"""What is asked by plain sqlite3, before SQLAlchemy is loaded or where it must not write.

Called by: the first screen, imports, opening. Never knows: mapped objects.
"""
