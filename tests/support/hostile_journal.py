"""A journal in which every text is meant to break out of a page, and some of it is private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from app.bootstrap import Services
from app.core.jobs import JobContext
from app.keepsake.craft import Encoded, Paper, Pictures
from app.keepsake.records import Keepsake
from app.transactions import changes
from app.transactions.changes import Change
from db.models.all import EntryPerson, EntryPicture, EntryTrack, JournalEntry, Scene, Theme
from tests.support.journal_profile import JournalProfile
from tests.support.pictures import png

POST = "http://keepsake.invalid/fetched"  # nobody may ever ask for it
HOSTILE = (
    f'"><script src="{POST}.js"></script><img src="{POST}.png" onerror=alert(1)>'
    "</title></style>&amp;]]>--><!-- \x00\x0b\x1b{POST}\u202e\ufffe"
)
MARKDOWN = f"""# Heading

[a link]({POST}) and <{POST}>, [a script](javascript:alert(1)), ![a picture]({POST}.png)

![mine](own.png) ![theirs](../../journal.db) ![gone](nowhere.png)

<script src="{POST}.js"></script><iframe src="{POST}"></iframe><b onclick=alert(1)>raw</b>

| a | b |
|---|---|
| *one* | `two <b>` |

1. first
2. second

```
</code></pre><script>alert(1)</script>
```
"""
SECRET_MEMORY, SECRET_SCENE, SECRET_THEME = "My own kitchen", "He dies", "The grave motif"
SECRET_LETTER = "Whoever I have become, this is for you"
SEALED_TITLE, SEALED_LETTER = "To later", "Nobody reads this before it opens"


@dataclass
class HostileJournal:
    """What was added to a profile."""

    work: int
    track: int
    tag: int

    @classmethod
    def in_profile(cls, services: Services) -> HostileJournal:
        services.emotions.sets()
        rows = JournalProfile(services.store)
        work = rows.work(HOSTILE)
        wonder = rows.emotion(HOSTILE)
        track = rows.track(HOSTILE, artist=HOSTILE, album=HOSTILE, work_id=work)
        scene = rows.scene(work, HOSTILE, rows.character(work, HOSTILE))
        rows.cue(track, scene, 0, 30_000)
        covered = rows.add(Scene, work_id=work, title=SECRET_SCENE, is_spoiler=True)
        rows.cue(track, covered, 40_000, 60_000)
        rows.add(Theme, work_id=work, name=SECRET_THEME, is_spoiler=True)
        tag = rows.tag(track, wonder, 10_000, note=HOSTILE, memory=SECRET_MEMORY, intensity=4)
        rows.tag(track, wonder, 45_000, note="in the covered scene")
        rows.moment(track, 20_000, label=HOSTILE, note=HOSTILE)
        entry = rows.add(JournalEntry, title=HOSTILE, text=MARKDOWN, written_at=1_700_000_500_000)
        rows.add(EntryTrack, entry_id=entry, track_id=track)
        rows.add(EntryPicture, entry_id=entry, file="own.png", words=HOSTILE)
        rows.add(EntryPerson, entry_id=entry, name=HOSTILE)
        times = {"written_at": 1_700_000_600_000, "sealed_at": 1_700_000_600_000}
        letters = (
            rows.add(JournalEntry, title=SEALED_TITLE, text=SEALED_LETTER, **times,
                     sealed_until="2099-01-01"),
            rows.add(JournalEntry, title="From before", text=SECRET_LETTER, **times,
                     sealed_until="2023-11-15", opened_at=1_700_100_000_000),
        )  # fmt: skip
        for letter in letters:
            rows.add(EntryTrack, entry_id=letter, track_id=track)
        (services.paths.pictures / "own.png").write_bytes(png())
        services.feed.announce(Change(frozenset({changes.EVERYTHING})))
        return cls(work, track, tag)


class PlainCraft:
    """A `Craft` without Qt: pictures stay as they are."""

    def __init__(self) -> None:
        self.printed: list[Paper] = []

    def encoded(self, path: Path, longest_px: int) -> Encoded | None:
        return Encoded(path.read_bytes(), path.suffix, 32, 24)

    def day_words(self, day: date) -> str:
        return day.isoformat()

    def clock_words(self, when: datetime) -> str:
        return when.strftime("%H:%M")

    def month_words(self, day: date) -> str:
        return f"month {day.month}"

    def write_pdf(
        self,
        keepsake: Keepsake,
        pictures: Pictures,
        covers: Pictures,
        paper: Paper,
        file: BinaryIO,
        job: JobContext,
    ) -> None:
        file.write(b"%PDF")
        self.printed.append(paper)
