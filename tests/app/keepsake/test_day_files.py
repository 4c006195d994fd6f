"""Journal entries as Markdown, a file for each day."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.instant import Instant
from app.core.jobs import JobContext
from app.journal.records import EntryDraft, Feeling
from app.keepsake.choosing import Ticks, of_all
from tests.support.hostile_journal import PlainCraft
from tests.support.opened_profile import OpenedProfile
from tests.support.pictures import png

EVENING = Instant(1_700_000_000_000, 60)  # 14 November 2023, 23:13
LATER = Instant(1_700_003_000_000, 60)  # after midnight there
FAR_AWAY = Instant(1_700_003_000_000, -300)  # the same moment, still the 14th


@pytest.fixture
def written(opened: OpenedProfile, tmp_path: Path) -> Path:
    services = opened.services
    (services.paths.pictures / "a.png").write_bytes(png())
    track = opened.track("A [bracket] *star*")
    text = "**Bold** ![x](a.png) ![y](<a.png>) ![z](gone.png)"
    draft = EntryDraft("Two\nlines #1", text, Feeling(0.5, -0.5), None, (track,))
    services.journal.write_entry(draft, EVENING)
    services.journal.write_entry(EntryDraft("", "Second"), LATER)
    services.journal.write_entry(EntryDraft("Third", ""), FAR_AWAY)
    out = tmp_path / "days"
    services.keepsakes.write_markdown(of_all(), Ticks(), out, PlainCraft(), JobContext())
    return out


def test_each_local_day_is_a_file_with_its_entries_as_they_were_written(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == [
        "2023-11-14.md",
        "2023-11-15.md",
        "pictures",
    ]
    assert (written / "2023-11-14.md").read_text("utf-8") == (
        "# 2023-11-14\n"
        "\n## 23:13 · Two lines \\#1\n"
        "\n**Bold** ![x](pictures/0001.png) ![y](<pictures/0001.png>) ![z](gone.png)\n"
        "\n*Before: pleasant, calm*\n"
        "\n*About: A \\[bracket\\] \\*star\\**\n"
        "\n## 18:03 · Third\n"
    )


def test_pictures_lie_beside_the_days(written: Path) -> None:
    assert (written / "pictures" / "0001.png").read_bytes() == png()
