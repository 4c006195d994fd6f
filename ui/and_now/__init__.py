"""“And now?”: asks what is felt at some seconds that were felt before, on any page.

Lives here: the part with the feelings and their keys, and how an answer becomes a mark of today.
Called by: pages that look back, such as On this day and a moment across the years. Make one, and
call `ask` with the seconds; `withdraw` when they are no longer what the page is about.
Never knows: which page it is on, or what was felt there before: nothing is ever overwritten.
"""
