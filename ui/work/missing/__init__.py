"""What is missing between the music and the story of a work, as lists that are mended by a key.

Called by: the page of a work.
"""
