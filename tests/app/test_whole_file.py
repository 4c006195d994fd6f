"""A file appears complete or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.whole_file import write_whole


def test_what_was_there_is_replaced(tmp_path: Path) -> None:
    for data in (b"first", b"second"):
        write_whole(tmp_path / "cover.jpg", data)
        assert (tmp_path / "cover.jpg").read_bytes() == data


def test_a_fault_leaves_what_was_there_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "cover.jpg", b"first")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "cover.jpg", b"second")
    assert [path.name for path in tmp_path.iterdir()] == ["cover.jpg"]
    assert (tmp_path / "cover.jpg").read_bytes() == b"first"
