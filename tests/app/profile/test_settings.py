"""Settings: types, bounds, the TOML file, announcements."""

from __future__ import annotations

import logging
import os
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.profile.setting_values import OwnShortcuts, Settings, bounds
from app.profile.settings import SettingsFile
from tests.support.full_disk import no_room
from tests.support.special_files import KINDS, lay


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_a_new_profile_has_the_defaults_and_writes_nothing(path: Path) -> None:
    assert SettingsFile(path).current == Settings()
    assert not path.exists()


def test_a_change_is_saved_and_read_again(path: Path) -> None:
    SettingsFile(path).change(
        theme="dark", text_scale=1.5, tag_reaction_ms=900, is_muted=True, music_folders=["/m", "/ü"]
    )
    current = SettingsFile(path).current
    assert (current.theme, current.text_scale, current.tag_reaction_ms) == ("dark", 1.5, 900)
    assert current.is_muted is True
    assert current.music_folders == ("/m", "/ü")


def test_a_change_is_announced_once_and_no_change_never(path: Path) -> None:
    settings = SettingsFile(path)
    heard: list[Settings] = []
    settings.subscribe(heard.append)
    settings.change(volume=40)
    settings.change(volume=40)
    assert [new.volume for new in heard] == [40]


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("tag_reaction_ms", 9999, 6000),
        ("tag_reaction_ms", -1, 0),
        ("text_scale", 5, 2.0),
        ("text_scale", 0.1, 0.75),
        ("rate", 0.1, 0.5),
        ("volume", 150, 100),
    ],
)
def test_values_are_limited_to_their_bounds(
    path: Path, name: str, value: float, kept: float
) -> None:
    settings = SettingsFile(path)
    settings.change(**{name: value})
    assert getattr(settings.current, name) == kept
    assert type(getattr(settings.current, name)) is type(getattr(Settings(), name))


def test_the_latency_of_each_output_is_saved_and_read_again(path: Path) -> None:
    settings = SettingsFile(path)
    settings.set_output_latency("bluez_sink.00_1B.a2dp", "Kopfhörer “Rot”", 185)
    settings.set_output_latency("hdmi", "Television", 90)
    settings.set_output_latency("hdmi", "Television", 95)
    current = SettingsFile(path).current
    assert current.output_latency_ms("bluez_sink.00_1B.a2dp") == 185
    assert current.output_latency_ms("hdmi") == 95
    assert current.output_latency_ms("speakers") == 0
    assert [each.name for each in current.output_latencies] == ["Kopfhörer “Rot”", "Television"]
    table = tomllib.loads(path.read_text(encoding="utf-8"))["output_latencies"]
    assert table["hdmi"] == {"name": "Television", "latency_ms": 95}


@pytest.mark.parametrize(("wanted", "saved"), [(-5, 0), (0, 0), (1, 1), (1000, 1000), (4000, 1000)])
def test_an_output_latency_is_limited_to_its_bounds(path: Path, wanted: int, saved: int) -> None:
    settings = SettingsFile(path)
    settings.set_output_latency("hdmi", "Television", 50)
    settings.set_output_latency("hdmi", "Television", wanted)
    assert SettingsFile(path).current.output_latency_ms("hdmi") == saved
    assert len(settings.current.output_latencies) == (saved > 0)


@pytest.mark.parametrize(
    "text",
    [
        "output_latencies = 3",
        "output_latencies = [1]",
        "[output_latencies]\nhdmi = 3",
        '[output_latencies.hdmi]\nname = "T"\nlatency_ms = true',
        "[output_latencies.hdmi]\nlatency_ms = 30",
    ],
)
@pytest.mark.logs("output_latencies")
def test_an_invalid_latency_is_left_out_and_logged(
    path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f'theme = "dark"\n{text}\n', encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        current = SettingsFile(path).current
    assert current == Settings(theme="dark")
    assert len(caplog.records) == 1


def test_an_unknown_setting_is_a_programming_error(path: Path) -> None:
    with pytest.raises((TypeError, KeyError)):
        SettingsFile(path).change(colour="red")


def test_every_default_is_inside_its_bounds() -> None:
    for entry in fields(Settings):
        limits = bounds(entry.name)
        if limits is not None:
            assert limits[0] <= getattr(Settings(), entry.name) <= limits[1]


@pytest.mark.logs("can’t be used")
def test_wrong_values_give_way_to_defaults_and_unknown_names_are_ignored(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(
        'theme = 3\nvolume = "loud"\nis_muted = 1\ntag_reaction_ms = true\nstranger = 1\n'
        "rate = 1\nmoment_reaction_ms = 99999\n",
        encoding="utf-8",
    )
    with caplog.at_level(logging.WARNING):
        current = SettingsFile(path).current
    assert current == Settings(moment_reaction_ms=6000)
    for name in ("theme", "volume", "is_muted", "tag_reaction_ms"):
        assert name in caplog.text


HOSTILE = {
    "infinite": "rate = 1e400\nvolume = 1e400\n",
    "negative and infinite": "text_scale = -inf\npreroll_ms = -inf\n",
    "no number": "rate = nan\ntext_scale = nan\nvolume = nan\n",
    "a number of 400 digits": "volume = 1" + 400 * "0" + "\nrate = 1" + 400 * "0" + "\n",
    "a number of 5,000 digits": "volume = " + 5000 * "9" + "\n",
    "a hexadecimal one": "theme = 0x" + 50_000 * "f" + "\nvolume = 0x" + 50_000 * "f" + "\n",
    "thousands of brackets": "volume = " + 5000 * "[" + 5000 * "]" + "\n",
    "thousands of tables": "[" + ".".join("a" * 3000) + "]\nb = 1\n",
    "thousands of inline tables": "a = " + 3000 * "{a = " + "1" + 3000 * "}" + "\n",
    "a huge text": 'theme = "' + 500_000 * "x" + '"\n',
    "too large a file": "# " + 2_000_000 * "x" + "\n",
    "a nul in a folder": 'music_folders = ["/a\\u0000b"]\n',
    "dates": "volume = 1979-05-27T07:32:00Z\ntheme = 07:32:00\nrate = 1979-05-27\n",
    "a date that is none": "volume = 2024-02-31\n",
    "tables for values": "[theme]\na = 1\n[volume]\n[music_folders]\n",
    "values for tables": "output_latencies = [[1]]\n",
    "a latency of 400 digits": '[output_latencies.x]\nname = "x"\nlatency_ms = 1' + 400 * "0",
    "not UTF-8": 'theme = "caf\udce9"\n',
}


# Limited to its bounds or ignored, so the listener isn't told.
UNTOLD = ("a number of 400 digits", "a latency of 400 digits", "thousands of tables")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            text, id=name, marks=() if name in UNTOLD else pytest.mark.logs("settings.toml")
        )
        for name, text in HOSTILE.items()
    ],
)
def test_nothing_in_the_file_keeps_the_program_from_opening(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    told: list[Problem] = []
    settings = SettingsFile(path)
    settings.tell_problems(told.append)
    current = settings.current
    for entry in fields(Settings):
        low, high = bounds(entry.name) or (None, None)
        value = getattr(current, entry.name)
        assert type(value) is type(entry.default)
        assert low is None or low <= value <= high
    settings.change(volume=11)
    assert SettingsFile(path).current == settings.current
    kept = path.with_name("settings.unreadable.toml")
    assert kept.exists() == bool(told)
    if told:
        assert kept.name in str(told[0])
        assert kept.read_bytes() == text.encode("utf-8", "surrogateescape")


@pytest.mark.logs("can’t be used", "it was renamed to")
def test_what_could_be_read_counts_and_the_rest_is_named(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('theme = "dark"\nvolume = "loud"\n', encoding="utf-8")
    told: list[Problem] = []
    SettingsFile(path).tell_problems(told.append)
    assert "defaults are used: volume." in told[0].what
    again: list[Problem] = []
    settings = SettingsFile(path)
    settings.tell_problems(again.append)
    assert settings.current == Settings(theme="dark")
    assert again == [], "it is told once"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.logs("defaults are used", "it was renamed to")
def test_what_is_no_plain_file_is_renamed(path: Path, kind: str) -> None:
    path.parent.mkdir(parents=True)
    lay(path, kind)
    told: list[Problem] = []
    settings = SettingsFile(path)
    settings.tell_problems(told.append)
    assert told[0].what.startswith("Your settings couldn’t be read")
    settings.change(theme="dark")
    assert SettingsFile(path).current.theme == "dark"
    assert os.path.lexists(path.with_name("settings.unreadable.toml"))


@pytest.mark.logs("defaults are used")
def test_nothing_is_renamed_until_a_window_can_say_so(path: Path) -> None:
    """A command that only reads leaves the file to the window."""
    path.parent.mkdir(parents=True)
    path.write_text("[[[", encoding="utf-8")
    for _ in range(2):
        SettingsFile(path)
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.logs("defaults are used", "it was renamed to")
def test_each_unreadable_file_stays_under_a_name_of_its_own(path: Path) -> None:
    path.parent.mkdir(parents=True)
    for text in ("[[[", "{{{", "((("):
        path.write_text(text, encoding="utf-8")
        SettingsFile(path).change(volume=int(SettingsFile(path).current.volume) - 1)
    names = ["settings.unreadable.toml", "settings.unreadable-2.toml", "settings.unreadable-3.toml"]
    assert [path.with_name(name).read_text("utf-8") for name in names] == ["[[[", "{{{", "((("]


@pytest.mark.logs("music_folders")
def test_folders_that_are_not_text_are_left_out(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('music_folders = ["/music", 3]\n', encoding="utf-8")
    assert SettingsFile(path).current.music_folders == ()


@pytest.mark.parametrize("text", ["theme = ", "\x00", "[[["])
@pytest.mark.logs("settings.toml")
def test_a_damaged_file_gives_the_defaults_and_says_so(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert SettingsFile(path).current == Settings()


@pytest.mark.logs("the settings couldn’t be saved")
def test_what_cannot_be_saved_still_counts_and_is_logged(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    settings = SettingsFile(tmp_path / "config" / "settings.toml")
    settings.change(theme="dark")
    assert settings.current.theme == "dark"


@pytest.mark.logs("the settings couldn’t be saved")
def test_a_full_disk_is_told_once_and_what_was_saved_stays_saved(path: Path) -> None:
    settings = SettingsFile(path)
    settings.change(theme="dark")
    told: list[Problem] = []
    settings.tell_problems(told.append)
    with no_room():
        for volume in (10, 20, 30):
            settings.change(volume=volume)
    assert [problem.what for problem in told] == ["Your settings couldn’t be saved."]
    assert "File too large" in told[0].why
    assert settings.current.volume == 30, "it applies until the program ends"
    again = SettingsFile(path).current
    assert (again.theme, again.volume) == ("dark", Settings().volume)
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.logs("the settings couldn’t be saved")
def test_a_disk_that_is_full_again_is_told_again_and_with_space_everything_is_saved(
    path: Path,
) -> None:
    settings = SettingsFile(path)
    told: list[Problem] = []
    settings.tell_problems(told.append)
    with no_room():
        settings.change(theme="dark")
    settings.change(volume=10)
    assert SettingsFile(path).current == settings.current
    with no_room():
        settings.change(volume=20)
    assert len(told) == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.logs("not a file")
def test_settings_that_are_no_plain_file_give_the_defaults_and_say_so(
    path: Path, kind: str
) -> None:
    path.parent.mkdir(parents=True)
    lay(path, kind)
    assert SettingsFile(path).current == Settings()


def test_the_file_is_plain_toml_and_no_half_file_stays(path: Path) -> None:
    SettingsFile(path).change(theme="light")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["theme"] == "light"
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(("kept", "follow"), [("false", "off"), ("true", "page")])
def test_follow_mode_as_the_first_version_saved_it_still_counts(
    path: Path, kept: str, follow: str
) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f"follow_playhead = {kept}\n", encoding="utf-8")
    assert SettingsFile(path).current.follow == follow


def test_folders_remembered_by_another_process_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for name in "abc":
        (tmp_path / name).mkdir()
    window = SettingsFile(path)
    window.remember_folders([tmp_path / "a"])
    SettingsFile(path).remember_folders([tmp_path / "b", tmp_path / "b"])
    window.change(volume=30)
    both = str(tmp_path / "a"), str(tmp_path / "b")
    assert SettingsFile(path).current.music_folders == both
    window.change(music_folders=both[1:])
    assert SettingsFile(path).current.music_folders == both[1:]
    SettingsFile(path).remember_folders([tmp_path / "c"])
    window.look_for_folders()
    assert window.current.music_folders == (both[1], str(tmp_path / "c"))


def test_the_listeners_shortcuts_are_saved_and_read_again(path: Path) -> None:
    own = (OwnShortcuts("find", ("Ctrl+8",)), OwnShortcuts("mute", ()))
    SettingsFile(path).change(shortcuts=own)
    assert SettingsFile(path).current.own_shortcuts == {"find": ("Ctrl+8",), "mute": ()}


@pytest.mark.logs("the shortcuts of 'mute' in the settings can’t be read")
def test_shortcuts_that_are_none_are_ignored_and_the_others_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('[shortcuts]\nmute = 3\nfind = ["Ctrl+8"]\n')
    told: list[Problem] = []
    settings = SettingsFile(path)
    settings.tell_problems(told.append)
    assert settings.current.own_shortcuts == {"find": ("Ctrl+8",)} and not told
