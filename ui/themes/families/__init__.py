"""Melodies that return and that nobody has named yet: “What returns in this soundtrack?”.

`families.Families` knows which soundtrack is asked about, has it searched, and plays; `asking`
reads what is shown; `panel` shows all of it, `unnamed` the first one below the list of themes.
Called by: the Themes page. Never knows: how a melody is found, other pages.
"""
