"""A keepsake on paper: how bands are put on pages, and what the file says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.core.jobs import JobContext, Progress
from app.keepsake.choosing import Ticks, of_all
from app.keepsake.craft import Paper
from db.models.all import JournalEntry
from tests.support.hostile_journal import POST, SECRET_MEMORY, HostileJournal
from tests.support.journal_profile import JournalProfile
from tests.support.window_parts import WindowParts
from ui.keepsake.craft import QtCraft
from ui.keepsake.paper.flow import Band, kept_together, pages_of

HEIGHT = 100.0


def band(height: float, **values: object) -> Band:
    return Band(height, lambda *_where: None, **values)  # type: ignore[arg-type]


@given(
    st.lists(
        st.builds(
            band,
            st.floats(1, 60),
            gap=st.floats(0, 20),
            keeps=st.booleans(),
            starts_page=st.booleans(),
        )
    )
)
def test_every_band_is_on_a_page_in_order_and_none_lies_on_another(bands: list[Band]) -> None:
    pages = list(pages_of(bands, HEIGHT))
    assert [placed.band for page in pages for placed in page] == bands
    for page in pages:
        end = 0.0
        for placed in page:
            assert placed.top >= end - 1e-9
            end = placed.top + placed.band.height
        assert end <= HEIGHT + 1e-9
        assert page[0].top == 0


def test_what_keeps_together_moves_to_the_next_page_together() -> None:
    bands = [band(70), *kept_together([band(20), band(20)])]
    assert [len(page) for page in pages_of(bands, HEIGHT)] == [1, 2]


def test_what_keeps_together_and_is_higher_than_a_page_is_divided() -> None:
    bands = list(kept_together([band(40), band(40), band(40)]))
    assert [len(page) for page in pages_of(bands, HEIGHT)] == [2, 1]


def _said(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils isn’t installed")
@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, "595 x 842 pts (A4)"), (Paper.LETTER, "612 x 792 pts (letter)")]
)
def test_the_file_has_pages_of_its_size_with_every_word(
    qapp: QApplication, parts: WindowParts, tmp_path: Path, paper: Paper, size: str
) -> None:
    services, out = parts.context.services, tmp_path / "out.pdf"
    HostileJournal.in_profile(services)
    long = "\n\n".join(f"Paragraph number{number} goes on." for number in range(300))
    JournalProfile(services.store).add(
        JournalEntry,
        title="A long one",
        written_at=1_700_000_600_000,
        text=f"14 November 2023, 23:21 (a third)\n\n{long}",
    )
    craft = QtCraft(qapp)
    services.keepsakes.write_pdf(of_all(), Ticks(), out, craft, paper, JobContext())
    assert size in _said("pdfinfo", str(out))
    words = _said("pdftotext", "-layout", str(out), "-")
    assert all(f"number{number} " in words for number in range(300))
    assert "A long one" in words and SECRET_MEMORY not in words
    assert POST in words  # as text
    assert "0:10" in words and "0:20" in words and "2023, 23:21 (a third)" in words
    fonts = [row.split() for row in _said("pdffonts", str(out)).splitlines()[2:]]
    assert {row[0] for row in fonts} >= {"Inter-Regular", "Inter-SemiBold"}
    assert all(row[-5] == "yes" for row in fonts), "each is embedded"
    assert b"/URI" not in out.read_bytes()


def test_it_says_how_far_it_is_also_in_the_music(
    qapp: QApplication, parts: WindowParts, tmp_path: Path
) -> None:
    """Each scene, track, mark in its track, and mark or entry of the diary is one step."""
    services, told = parts.context.services, list[Progress]()
    HostileJournal.in_profile(services)
    kept = services.keepsakes.write_pdf(
        of_all(), Ticks(), tmp_path / "out.pdf", QtCraft(qapp), Paper.A4, JobContext(told.append)
    )
    pages = [one for one in told if one.label == "Laying out pages"]
    in_music = sum(len(kept.of_track(track.id)) for track in kept.tracks)
    scenes = sum(len(part.scenes) for story in kept.stories for part in story.episodes)
    many = scenes + len(kept.tracks) + in_music + len(kept.lines)
    assert in_music > 0
    assert [(one.done, one.total) for one in pages] == [(done, many) for done in range(many)]
