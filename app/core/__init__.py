"""Small things every room may use: ids, times, faults, jobs, files.

Called by: all of `app`, and `ui`. Never knows: a profile, a service, a row.
"""
