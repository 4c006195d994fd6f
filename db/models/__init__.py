"""The tables: one file per noun of the glossary.

Called by: repositories and queries. Importing `db.models.all` registers every table.
Never knows: how rows are shown, or why they change.
"""
