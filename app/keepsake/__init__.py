"""A keepsake: a work, a year or any part of the journal, to keep and to give.

Lives here: what goes into one and what is private (`choosing`), reading all of it as values
(`gathering`), and what is made of them: a folder of pages (`html`, written by `writing`) and a
Markdown file for each day (`day_files`). Painting, encoding pictures and writing dates in words
need Qt: whoever calls passes in a `Craft`.
Called by: the dialog, the command line. Never knows: Qt, who asked.
"""
