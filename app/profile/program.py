"""What desktops and software centres are told of the program: its names and what it is for.

`packaging/desktop_files.py` writes them, in every language, into the files that `make install` puts
where a desktop finds them.
"""

from __future__ import annotations

from app.core.words import Text
from app.profile.data_folder import APP_NAME

NAME = "OST My Heart"

# An application's id is a domain name read backwards, and the project has none. home.arpa is what
# RFC 8375 reserves for those who have none: nobody owns it, and validators accept it.
COMPONENT_ID = "arpa.home.ost_my_heart"
DESKTOP_FILE = f"{APP_NAME}.desktop"
LICENCE = "GPL-3.0-or-later"
ACCENT_ON_LIGHT, ACCENT_ON_DARK = "#F9E3E7", "#48293A"  # accent_soft, as behind chips

# Translators: what kind of program it is, beside its name in the desktop’s menu
GENERIC_NAME = Text("Soundtrack companion")
# Translators: one line about the program, without a full stop
SUMMARY = Text("Mark what you feel in soundtracks, and find it again")
# Translators: words to find the program by in the desktop’s menu, each with “;” after it
KEYWORDS = Text("music;soundtrack;score;film;series;game;emotion;diary;journal;player;")
PARAGRAPHS = (
    Text(
        "A listening companion for soundtracks. While a film, series or game score plays, you "
        "press one key to mark what you feel. The program puts emotions, scenes and favourite "
        "moments on a timeline, in time with the sound. Months later they make up your own "
        "emotion journal, where every mark plays its seconds of music again."
    ),
    Text(
        "It finds where a theme returns, in other keys and on other instruments, and tells the "
        "story of a series, film or game by its music."
    ),
    Text(
        "Everything stays on your computer. Nothing is sent anywhere, and your audio files are "
        "never changed."
    ),
)
POINTS = (
    Text("Mark emotions and favourite moments with one key, without stopping the music"),
    Text("See on the companion card what happens in the story while its music plays"),
    Text("Hear any mark again, from the journal, a year in feelings or a moment across the years"),
    Text("Export everything in an open format, and make keepsakes for any browser"),
)
# By the names of the pictures in docs/pictures; the first is the one to show.
PICTURES = {
    "listen-light": Text("A track’s timeline with scenes, waveform, emotions and favourites"),
    "journal-light": Text("The journal: what was felt on this day, and the year’s calendar"),
    "work-light": Text("A series as one line: its scenes, their music, and what was felt"),
    "listen-dark": Text("The dark theme"),
}
# The verbs of the command line that reach the running window, by a desktop’s name for them.
ACTIONS = {
    "play-pause": (Text("Play or pause"), ("toggle",)),
    "mark-favourite": (Text("Mark a favourite moment"), ("mark", "favourite")),
}
