"""What each column may hold: one table of limits for everything that writes or shows rows.

Restoring, pasting, the socket and the command line accept nothing else. A row that holds something
else all the same (saved by an earlier version, or written by another program) is shown as
unreadable, and breaks no page. Nothing here needs SQLAlchemy: some callers run before it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from db.ranges.limits import (
    FIRST_MS,
    LAST_MS,
    MOST_INTENSITY,
    MOST_MS,
    MOST_NAME,
    MOST_TEXT,
    WIDEST_OFFSET_MIN,
    Anchors,
    Anything,
    Day,
    Flag,
    Lines,
    Range,
    Real,
    Shape,
    Text,
    Whole,
    Words,
    Wrong,
)

PATTERNS = (
    "solid",
    "dots",
    "diagonal",
    "anti-diagonal",
    "cross",
    "waves",
    "horizontal",
    "vertical",
    "rings",
    "checks",
    "zigzag",
    "plus",
    "triangles",
    "bricks",
    "scales",
    "diamonds",
    "grid",
)


_KEY = Whole(1, 2**63 - 1)
_LINK = Anything()  # limited by the foreign key
_FLAG = Flag()
_INSTANT = Whole(FIRST_MS, LAST_MS, Wrong.NO_INSTANT)
_ZONE = Whole(-WIDEST_OFFSET_MIN, WIDEST_OFFSET_MIN, Wrong.NO_ZONE)
_PLACE = Whole(0, MOST_MS, Wrong.NO_PLACE)
_AFFECT = Real(-1, 1)
_NAME = Text(MOST_NAME)
_TEXT = Text(MOST_TEXT)
_KEY_OF_ALBUM = Text(3 * MOST_NAME)  # folding case can lengthen a name
_NEEDED = Text(MOST_NAME, is_needed=True)
_YEAR = Whole(0, 9999)
_COUNT = Whole(0, 99_999)
_HEX = "[0-9a-fA-F]"
_COLOUR = Shape(re.compile(f"#{_HEX}{{6}}"), Wrong.NO_COLOUR, f"#{_HEX * 6}")
_UID = Shape(re.compile(r"[\w.:-]{1,36}", re.ASCII), Wrong.NO_UID)
_ICON = Shape(re.compile(r"[a-z0-9-]{1,64}"), Wrong.NO_ICON)
# The name becomes a file in the pictures folder: it must not lead out of it.
_PICTURE = Shape(re.compile(r"(?!\.)[^/\\:\0]{1,255}"), Wrong.NO_PICTURE)
_LANGUAGE = Shape(re.compile("|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}"), Wrong.NO_LANGUAGE)
_ORDER = Real(-1e12, 1e12)
_DATE = Day()
_SIZE = Whole(1, 99_999)
_DAY = Shape(re.compile(r"|(18|19|20|21)\d\d(-\d\d(-\d\d)?)?", re.ASCII), Wrong.NO_DAY)
# What is seen is where it leads: no signs that hide or turn others around, and no name before an @
# that looks like another host.
_OPEN = r"[^\s\0-\x20\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\<>\"]"
_ADDRESS = Shape(
    re.compile(rf"|(?=.{{1,4000}}\Z)https?://(?:(?![/?#@]){_OPEN})+(?:[/?#]{_OPEN}*)?"),
    Wrong.NO_ADDRESS,
)

Columns = Mapping[str, Range]
_ROW: dict[str, Range] = {"id": _KEY}
_AUTHORED: dict[str, Range] = _ROW | {"uid": _UID, "created_at": _INSTANT, "updated_at": _INSTANT}
SPAN: dict[str, Range] = {"start_ms": _PLACE, "end_ms": _PLACE}
_MADE: dict[str, Range] = {"made_at": _INSTANT, "made_offset_min": _ZONE}
_PRESSED: dict[str, Range] = (
    SPAN | _MADE | {"raw_start_ms": _PLACE, "raw_end_ms": _PLACE, "needs_no_note": _FLAG}
)

_ALBUM_WORDS: dict[str, Range] = {
    "title": _NAME,
    "artist": _NAME,
    "composer": _NAME,
    "album": _NAME,
    "album_artist": _NAME,
    "disc_number": _COUNT,
    "track_number": _COUNT,
    "year": _YEAR,
    "cover": _PICTURE,
    "words_by": Words(("tags", "listener")),
}

RANGES: Mapping[str, Columns] = {
    "emotion_set": _AUTHORED | {"key": _NEEDED, "name": _NAME, "position": _COUNT},
    "emotion": _AUTHORED
    | {
        "set_id": _LINK,
        "key": _NEEDED,
        "name": _NAME,
        "gloss": _TEXT,
        "valence": _AFFECT,
        "arousal": _AFFECT,
        "colour": _COLOUR,
        "icon": _ICON,
        "pattern": Words(PATTERNS),
        "shortcut": Text(32),
        "is_retired": _FLAG,
        "position": _COUNT,
    },
    "saga": _AUTHORED | {"name": _NAME},
    "work": _AUTHORED
    | {
        "kind": Words(("series", "film", "game", "album", "stage", "other")),
        "title": _NAME,
        "year": _YEAR,
        "note": _TEXT,
        "picture": _PICTURE,
        "saga_id": _LINK,
        "saga_order": _ORDER,
        "progress_season": _COUNT,
        "progress_number": _COUNT,
        "progress_order": _ORDER,
    },
    "episode": _AUTHORED
    | {"work_id": _LINK, "season_number": _COUNT, "number": _COUNT, "title": _NAME},
    "character": _AUTHORED
    | {
        "work_id": _LINK,
        "name": _NAME,
        "colour": _COLOUR,
        "portrait": _PICTURE,
        "note": _TEXT,
        "is_spoiler": _FLAG,
    },
    "scene": _AUTHORED
    | SPAN
    | {
        "work_id": _LINK,
        "episode_id": _LINK,
        "title": _NAME,
        "summary": _TEXT,
        "story_order": _ORDER,
        "still": _PICTURE,
        "is_spoiler": _FLAG,
    },
    "scene_character": _ROW | {"scene_id": _LINK, "character_id": _LINK},
    "track": _AUTHORED
    | {
        **_ALBUM_WORDS,
        "duration_ms": _PLACE,
        "role": Words(
            (
                "opening_theme",
                "ending_theme",
                "love_theme",
                "action_theme",
                "character_theme",
                "insert_song",
                "score",
                "other",
            )
        ),
        "work_id": _LINK,
    },
    "track_source": _AUTHORED
    | SPAN
    | {
        "track_id": _LINK,
        "payload_hash": Text(200, is_needed=True),
        "offset_ms": Whole(-MOST_MS, MOST_MS),
        "tempo_ratio": Real(0.01, 100),
        "duration_ms": _PLACE,
        "length_by": Words(("header", "decoded")),
        "is_preferred": _FLAG,
    },
    "album_entry": _AUTHORED | {"track_id": _LINK, **_ALBUM_WORDS},
    "open_question": _ROW | {"track_id": _LINK, "other_id": _LINK, "asked_at": _INSTANT},
    "refusal": _AUTHORED
    | SPAN
    | {
        "kind": Words(("same_track", "album_line", "occurrence", "family", "role", "emotion")),
        "track_id": _LINK,
        "what": _KEY_OF_ALBUM,
    },
    "audio_file": _ROW
    | {
        "album_entry_id": _LINK,
        "path": Text(32_768, is_needed=True),
        "size": Whole(0, 2**53),
        "mtime_ns": Whole(-(2**63), 2**63 - 1),
        "payload_hash": Text(200, is_needed=True),
        "is_available": _FLAG,
        "seen_at": _INSTANT,
        "read_by": _COUNT,
        "is_wordless": _FLAG,
    },
    "cue": _AUTHORED
    | SPAN
    | {
        "track_id": _LINK,
        "scene_id": _LINK,
        "scene_offset_ms": Whole(-MOST_MS, MOST_MS),
        "preroll_ms": _PLACE,
    },
    "theme": _AUTHORED
    | {
        "work_id": _LINK,
        "name": _NAME,
        "colour": _COLOUR,
        "note": _TEXT,
        "idea": _NAME,
        "is_spoiler": _FLAG,
    },
    "theme_character": _ROW | {"theme_id": _LINK, "character_id": _LINK},
    "occurrence": _AUTHORED
    | SPAN
    | {
        "theme_id": _LINK,
        "track_id": _LINK,
        "status": Words(("candidate", "confirmed", "rejected", "unsure")),
        "transposition": Whole(-127, 127),
        "tempo_ratio": Real(0.01, 100),
        "preroll_ms": _PLACE,
        "variation": _TEXT,
        "note": _TEXT,
        "found_by": Words(("listener", "search", "proposal")),
        "probability": Real(0, 1),
        "analysis_version": _COUNT,
        "is_home": _FLAG,
    },
    "intensity_event": _AUTHORED
    | SPAN
    | {
        "track_id": _LINK,
        "kind": Words(("build", "climax", "drop", "break")),
        "peak_ms": _PLACE,
        "is_removed": _FLAG,
    },
    "listen": _AUTHORED
    | {
        "track_id": _LINK,
        "started_at": _INSTANT,
        "started_offset_min": _ZONE,
        "ended_at": _INSTANT,
        "heard_ms": _PLACE,
        "source": _NAME,
        "source_key": _NAME,
    },
    "heard_stretch": _ROW | SPAN | {"listen_id": _LINK},
    "emotional_tag": _AUTHORED
    | _PRESSED
    | {
        "track_id": _LINK,
        "emotion_id": _LINK,
        "listen_id": _LINK,
        "intensity": Whole(1, MOST_INTENSITY),
        "mode": Words(("felt", "expressed")),
        "note": _TEXT,
        "memory": _TEXT,
        "preroll_ms": _PLACE,
        "carried_from": _UID,
    },
    "favourite_moment": _AUTHORED
    | _PRESSED
    | {
        "track_id": _LINK,
        "listen_id": _LINK,
        "label": _NAME,
        "note": _TEXT,
        "preroll_ms": _PLACE,
        "carried_from": _UID,
    },
    "trace": _AUTHORED
    | SPAN
    | _MADE
    | {
        "track_id": _LINK,
        "listen_id": _LINK,
        "step_ms": Whole(1, 3_600_000),
        "samples": Anything(),  # `db/models/affect_samples.py` reads only -1..1
    },
    "echo": _AUTHORED
    | {
        "track_id": _LINK,
        "work_id": _LINK,
        "linked_track_id": _LINK,
        "picture": _PICTURE,
        "kind": Words(
            (
                "cover",
                "remix",
                "sample",
                "live",
                "fan_video",
                "advertisement",
                "trailer",
                "film",
                "meme",
            )
        ),
        "title": _NAME,
        "who": _NAME,
        "date": _DAY,
        "link": _ADDRESS,
        "note": _TEXT,
    },
    "alignment": _AUTHORED
    | {
        "track_id": _LINK,
        "other_track_id": _LINK,
        "anchors": Anchors(),
        "found_by": Words(("listener", "search")),
    },
    "subtitle": _AUTHORED
    | {
        "work_id": _LINK,
        "episode_id": _LINK,
        "language": _LANGUAGE,
        "source": _NAME,
        "lines": Lines(),
    },
    "lyrics": _AUTHORED
    | {"track_id": _LINK, "language": _LANGUAGE, "source": _NAME, "lines": Lines()},
    "journal_entry": _AUTHORED
    | {
        "written_at": _INSTANT,
        "written_offset_min": _ZONE,
        "title": _NAME,
        "text": _TEXT,
        "before_valence": _AFFECT,
        "before_arousal": _AFFECT,
        "after_valence": _AFFECT,
        "after_arousal": _AFFECT,
        "sealed_at": _INSTANT,
        "sealed_until": _DATE,
        "sealed_track_id": _LINK,
        "opened_at": _INSTANT,
    },
    "entry_track": _ROW | {"entry_id": _LINK, "track_id": _LINK},
    "entry_scene": _ROW | {"entry_id": _LINK, "scene_id": _LINK},
    "entry_moment": _ROW | {"entry_id": _LINK, "moment_id": _LINK},
    "entry_picture": _ROW
    | {
        "entry_id": _LINK,
        "file": _PICTURE,
        "position": _COUNT,
        "words": _TEXT,
        "width": _SIZE,
        "height": _SIZE,
    },
    "entry_person": _ROW | {"entry_id": _LINK, "name": _NEEDED},
    "recognition": _AUTHORED
    | _MADE
    | {
        "track_id": _LINK,
        "theme_id": _LINK,
        "start_ms": _PLACE,
        "variant": _NAME,
        "after_ms": _PLACE,
    },
    # Derived by triggers: it holds what its owner holds.
    "journal_line": SPAN
    | _MADE
    | {
        "id": Anything(),
        "kind": Words(("tag", "moment", "cue", "occurrence", "entry")),
        "owner_id": _KEY,
        "track_id": _LINK,
        "emotion_id": _LINK,
        "text": _TEXT,
    },
}
