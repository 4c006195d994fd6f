"""The demo: an invented work, its soundtrack and two years of one listener's journal.

Lives here: reading `resources/demo/story.json` and putting it into an empty profile: the story and
its music (`planting`), the journal (`diary`); where it is while it is shown (`profile`).
Called by: the loader behind the first frame, the command line. Never knows: the window.
"""
