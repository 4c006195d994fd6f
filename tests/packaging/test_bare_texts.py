"""Whatever somebody could read on screen and no catalogue has is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from bare_texts import bare_texts


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Nothing is playing")',
        'QLabel("Save")',
        'say(f"{count} marks were deleted")',
        'button.setToolTip(tip or "Open the folder…")',
        'raise Problem("It broke.", "", "")',
        "print(f\"{_('Nothing is playing')}: {name}\")",
    ],
)
def test_a_text_outside_the_catalogues_is_found(line: str, tmp_path: Path) -> None:
    assert len(found(line, tmp_path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(_("Nothing is playing"))',
        '"""Says that nothing is playing."""',
        'log.info("playing track %d", track_id)',
        'raise ValueError("no such track")',
        'ask("SELECT id FROM track")',
        'native_text("Delete")',
        'NAME = "asking the drive"  # not shown',
        'jobs.run("Draw the waveform", work)',
        "assert rows, 'nothing was read'",
    ],
)
def test_what_only_programmers_read_is_not(line: str, tmp_path: Path) -> None:
    assert found(line, tmp_path) == []


def found(line: str, folder: Path) -> list[str]:
    file = folder / "room.py"
    file.write_text(f"import x\n\n{line}\n", encoding="utf-8")
    return [text for _line, text in bare_texts(file)]
