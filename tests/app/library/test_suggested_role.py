"""What a title says about the role of its track, in many languages."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.library.records import Role, TrackRow
from app.library.suggested_role import suggested_role, suggested_roles

OPENING, ENDING, LOVE = Role.OPENING_THEME, Role.ENDING_THEME, Role.LOVE_THEME
ACTION, CHARACTER, INSERT = Role.ACTION_THEME, Role.CHARACTER_THEME, Role.INSERT_SONG

TITLES = {
    OPENING: (
        "Opening", "Opening: My Heart", "Opening Theme", "My Heart (Opening 2)", "OP", "OP1",
        "Opening II", "Opening III: My Heart", "opening iv", "OP II", "My Heart (Opening II)",
        "[OP] Blue Bird", "OP – Blue Bird", "Main Title", "Main Titles / Prologue",
        "Theme Song", "Title Screen", "Vorspann", "Titelmelodie", "Générique",
        "Générique de début", "Tema principal", "Créditos iniciales", "Sigla iniziale",
        "Titoli di testa", "Tema de abertura", "オープニング", "オープニングテーマ", "\uff2f\uff30",
        "ｵｰﾌﾟﾆﾝｸﾞ", "主題歌「心」", "片头曲", "片頭曲", "主题曲", "오프닝", "메인 테마", "주제가",
        "Заставка", "Главная тема", "Начальные титры", "Czołówka",
    ),
    ENDING: (
        "Ending", "Ending II", "Ending: Home", "ED", "ED2 – Home", "End Credits", "End Title",
        "Credits", "Closing Theme", "Staff Roll", "Abspann", "Générique de fin", "Créditos finales",
        "Titoli di coda", "Sigla finale", "Encerramento", "エンディング", "エンドロール",
        "スタッフロール", "EDテーマ", "片尾曲", "엔딩", "엔딩 크레딧", "Финальные титры",
    ),
    LOVE: (
        "Love Theme", "Love Theme: The Letter by the Window", "Han and Leia (Love Theme)",
        "Theme of Love", "Liebesthema", "Thème d’amour", "Thème d'amour", "Tema de amor",
        "Tema d’amore", "愛のテーマ", "ラブ・テーマ", "爱的主题", "愛情主題", "사랑의 테마",
        "Тема любви",
    ),
    ACTION: (
        "Battle", "The Final Battle", "Boss Fight", "Battle Theme", "Chase through the Market",
        "Der letzte Kampf", "Endkampf", "Die Schlacht", "Verfolgungsjagd", "La bataille",
        "Combat final", "Batalla", "La persecución", "Battaglia", "L’inseguimento", "Batalha",
        "バトル", "最終決戦", "戦闘", "战斗", "戰鬥", "전투", "Битва", "Погоня",
        "Action Theme: Across the Seven Bridges",
    ),
    CHARACTER: ("Mira’s Theme", "Mira's Theme", "James’ Theme", "ミラのテーマ", "미라의 테마"),
    INSERT: ("Insert Song: Letters", "挿入歌", "插曲", "삽입곡", "Вставная песня"),
}  # fmt: skip
NOTHING = (
    "", "Prologue", "Opening the Door", "Happy Ending", "Never Ending Story", "Op. 12 No. 3",
    "Ed and Lorraine", "The Harbour", "Operation", "Love", "Theme", "Embattled", "Wombat",
    "Endless", "Kampala", "静かな夜", "Тихая ночь", "Bosses’ nowhere", "Copenhagen",
    "Opening Ivy", "Opening Vi Ve", "Opening mix", "Op. II", "Ed V. Lorraine",
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "role"), [(title, role) for role, titles in TITLES.items() for title in titles]
)
def test_a_title_names_its_role(title: str, role: Role) -> None:
    assert suggested_role(title) is role


@pytest.mark.parametrize("title", NOTHING)
def test_a_title_that_says_nothing_suggests_nothing(title: str) -> None:
    assert suggested_role(title) is None


def row(number: int, title: str, role: Role = Role.SCORE) -> TrackRow:
    return TrackRow(
        TrackId(number), title, "", "", "", None, number, 60_000, str(role), None, "", None, None,
        "", True, 0,
    )  # fmt: skip


def test_nothing_is_suggested_where_a_role_was_chosen() -> None:
    rows = [row(1, "Opening"), row(2, "Battle", Role.OTHER), row(3, "OP2"), row(4, "Love Theme")]
    found = suggested_roles(rows)
    assert [(one.role, one.track_ids) for one in found] == [(OPENING, (1, 3)), (LOVE, (4,))]
