"""Small things that every room may use: ids, times, errors, texts, jobs, files.

Called by: all of `app`, and `ui`. Never knows: a profile, a service, a row.
"""
