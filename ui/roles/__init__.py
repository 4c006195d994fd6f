"""The Roles page: a track seen by what it does in its work.

An opening shows its first impression against the latest ones (`impression`) and its versions side
by side (`versions`), an action theme its builds and climaxes (`intensity`), a love theme how its
theme deepens along the story (`chain`); `sections` says what each role shows, and in which order.
Called by: the window's table of pages. Never knows: where a quote or an event comes from.
"""
