"""A new language is an empty file; collecting makes a catalogue of it."""

from __future__ import annotations

from pathlib import Path

import catalogues
import pytest

from app.profile.version import VERSION


def test_a_new_language_gets_the_programs_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "WORDS", tmp_path)
    monkeypatch.setattr(catalogues, "TEMPLATE", tmp_path / "ost-my-heart.pot")
    file = tmp_path / "fr" / "LC_MESSAGES" / "ost-my-heart.po"
    file.parent.mkdir(parents=True)
    file.touch()
    for _again in range(2):
        catalogues.collect()
        head, _, texts = file.read_text("utf-8").partition("\n\n")
        assert f"Project-Id-Version: OST My Heart {VERSION}" in head
        assert "Language: fr" in head and "nplurals=" in head
        assert not any(word in head for word in ("PROJECT", "FIRST AUTHOR", "fuzzy"))
        assert texts.startswith("#: app/")
