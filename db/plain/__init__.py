"""What is read with plain sqlite3, before SQLAlchemy is loaded.

Called by: the first screen, imports, opening. Never knows: mapped objects.
"""
