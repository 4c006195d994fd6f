"""An emotion that was refused at a place stays refused in another journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.vocabulary import Vocabulary
from app.library.service import LibraryService
from app.suggestions.refusals import RefusedEmotions
from tests.app.archive.conftest import Opened

PLACE = Span(10_000, 24_000)


def test_a_refused_emotion_is_refused_where_the_journal_is_restored(
    open_profile: Callable[[str], Opened], tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    track = TrackId(one.profile.track(title="Opening", file="/m/opening.ogg"))
    vocabulary = Vocabulary(one.profile.ledger)
    tension = vocabulary.emotion(vocabulary.add_word("Tension", "#c04040"))
    RefusedEmotions(one.profile.ledger).refuse(track, tension, PLACE)
    one.exports.export_json(tmp_path / "a.json")
    two.exports.restore_json(tmp_path / "a.json")
    (row,) = LibraryService(two.profile.ledger).tracks()
    assert RefusedEmotions(two.profile.ledger).on_track(row.id) == {tension.key: [PLACE]}
    assert not two.exports.restore_json(tmp_path / "a.json").has_changes
    assert "texture" not in (tmp_path / "a.json").read_text(encoding="utf-8")
