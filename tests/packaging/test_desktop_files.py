"""What a desktop and a software centre are told, held against their own validators."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import desktop_files
import icon_pictures
import pytest
from PySide6.QtGui import QColor, QImage

from app.core.languages import ENGLISH, available, spoken
from app.library.media_types import MEDIA_TYPES, TYPE_OF
from app.library.scan import AUDIO_EXTENSIONS, VIDEO_EXTENSIONS
from app.profile import program
from app.profile.version import VERSION
from ui.style.tokens import DARK, LIGHT

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SHARED_MIME = Path("/usr/share/mime/globs2")
# Names that mean other things to desktops, or that no desktop knows a type for.
UNTYPED = {".ay", ".spc"}
WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')
NAMES = ("bin", "a b", "a%b", "a=b", 'a"b', "a$b", "a'b", "a\\b", "a`b", "é ä", "a;b", "%%=$`")


def needs(command: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(command) is None, reason=f"{command} isn’t here")


def read(entry: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(entry)
    return parser


def started_by(value: str) -> list[str]:
    """The words of an Exec value, as the Desktop Entry Specification reads them."""
    found = WORD.findall(value.replace("\\\\", "\\"))
    words = [re.sub(r"\\(.)", r"\1", quoted) if quoted else plain for quoted, plain in found]
    return [word.replace("%%", "%") for word in words if word != "%F"]


@pytest.mark.parametrize("name", NAMES)
@needs("desktop-file-validate")
def test_the_menu_entry_is_valid_in_any_folder(tmp_path: Path, name: str) -> None:
    file = tmp_path / program.DESKTOP_FILE
    file.write_text(desktop_files.entry(tmp_path / name / "ost-my-heart"), encoding="utf-8")
    said = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True)
    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_the_menu_entry_starts_the_launcher_of_any_folder(tmp_path: Path, name: str) -> None:
    launcher = tmp_path / name / "ost-my-heart"
    launcher.parent.mkdir()
    launcher.write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    entry = read(desktop_files.entry(launcher))
    for group, words in (
        ("Desktop Entry", []),
        ("Desktop Action play-pause", ["toggle"]),
        ("Desktop Action mark-favourite", ["mark", "favourite"]),
    ):
        started = subprocess.run(started_by(entry[group]["Exec"]), capture_output=True, text=True)
        assert started.stdout.split("|")[:-1] == [str(launcher), *words]


@pytest.mark.parametrize("name", ["a\nb", "a\x7fb", "caf\udce9"])
def test_a_folder_that_no_menu_entry_can_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(desktop_files.Unnameable, match="isn’t printable"):
        desktop_files.entry(tmp_path / name / "ost-my-heart")


def test_the_menu_entry_belongs_to_the_window() -> None:
    """Its name and class are those that the window tells (tests/stories/test_menu_entry.py)."""
    entry = read(desktop_files.entry(Path("/x/ost-my-heart")))["Desktop Entry"]
    assert program.DESKTOP_FILE == "ost-my-heart.desktop"
    assert (entry["StartupWMClass"], entry["Icon"]) == ("ost-my-heart", "ost-my-heart")
    assert tuple(entry["MimeType"].rstrip(";").split(";")) == MEDIA_TYPES


def test_everything_is_said_in_every_language() -> None:
    languages = {code for code in available() if code != ENGLISH}
    entry = read(desktop_files.entry(Path("/x/ost-my-heart")))
    keys = [("Desktop Entry", key) for key in ("GenericName", "Comment", "Keywords")]
    keys += [(group, "Name") for group in entry.sections() if "Action" in group]
    for group, key in keys:
        found = {m[1] for each in entry[group] if (m := re.fullmatch(rf"{key}\[(.+)]", each))}
        assert found == languages, (group, key)
    for code in languages:
        assert entry["Desktop Entry"][f"Keywords[{code}]"].endswith(";")
    tree = ElementTree.fromstring(desktop_files.metainfo("https://web.example/pictures"))
    for tag in ("summary", "p", "li", "caption"):
        said = [each for each in tree.iter(tag) if tag != "p" or each in tree.find("description")]  # type: ignore[operator]
        for code in (None, *languages):
            wanted = None if code is None else code.replace("_", "-")
            count = sum(each.get(XML_LANG) == wanted for each in said)
            assert count == len(said) / (1 + len(languages)), (tag, code)
    assert spoken() == ENGLISH, "the language is left as it was"


@pytest.mark.parametrize("url", ["", "https://web.example/pictures/"])
@needs("appstreamcli")
def test_the_metainfo_is_valid(tmp_path: Path, url: str) -> None:
    file = tmp_path / desktop_files.METAINFO_FILE
    file.write_text(desktop_files.metainfo(url), encoding="utf-8")
    said = subprocess.run(
        ["appstreamcli", "validate", "--no-net", "--strict", file], capture_output=True, text=True
    )
    assert said.returncode == 0, said.stdout
    assert ("listen-light.png" in file.read_text(encoding="utf-8")) == bool(url)


def test_the_newest_release_is_this_version() -> None:
    """A change of the version needs a dated heading in CHANGELOG.md."""
    releases = ElementTree.fromstring(desktop_files.metainfo()).iter("release")
    first, *older = [(each.get("version"), each.get("date") or "") for each in releases]
    assert first[0] == VERSION
    assert [first, *older] == sorted([first, *older], key=lambda each: each[1], reverse=True)
    text = (desktop_files.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(?!Unreleased)(.+?)\]", text, re.MULTILINE)
    assert headings == [version for version, _ in [first, *older]]


def test_the_pictures_of_the_metainfo_are_there() -> None:
    pictures = desktop_files.ROOT / "docs" / "pictures"
    assert all((pictures / f"{name}.png").is_file() for name in program.PICTURES)


def test_its_colours_are_those_of_the_themes() -> None:
    assert (
        LIGHT.accent_soft,
        DARK.accent_soft,
    ) == (program.ACCENT_ON_LIGHT, program.ACCENT_ON_DARK)


def test_every_kind_of_audio_file_has_a_type() -> None:
    assert TYPE_OF.keys() == AUDIO_EXTENSIONS - VIDEO_EXTENSIONS - UNTYPED
    assert all(re.fullmatch(r"(audio|application)/[A-Za-z0-9.+-]+", each) for each in MEDIA_TYPES)


@pytest.mark.skipif(not SHARED_MIME.exists(), reason="there is no shared MIME database")
def test_types_are_those_of_the_shared_database() -> None:
    known: dict[str, set[str]] = {}
    for line in SHARED_MIME.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, kind, pattern, *_ = line.split(":")
            known.setdefault(pattern.removeprefix("*").lower(), set()).add(kind)
    strange = {ending for ending, kind in TYPE_OF.items() if kind not in known.get(ending, {kind})}
    # .ogx may have video, and .wav is called otherwise by newer databases.
    assert strange <= {".ogx", ".wav"}


@pytest.fixture
def drawn(qapp: object) -> Iterator[dict[int, QImage]]:
    yield {size: icon_pictures.drawn(size) for size in icon_pictures.SIZES}


def test_the_icon_is_kept_as_it_is_drawn(drawn: dict[int, QImage]) -> None:
    """After a change of the SVG, `make icon` draws it again."""
    for size, image in drawn.items():
        kept = QImage(str(icon_pictures.picture(size))).convertToFormat(image.format())
        assert kept.size() == image.size()
        for x in range(0, size, max(1, size // 32)):
            for y in range(0, size, max(1, size // 32)):
                a, b = QColor(kept.pixelColor(x, y)), QColor(image.pixelColor(x, y))
                apart = max(abs(a.red() - b.red()), abs(a.alpha() - b.alpha()))
                assert apart <= 4, (size, x, y)


def test_every_size_and_form_of_the_icon_is_installed() -> None:
    places = {place for place, _ in desktop_files.icons()}
    sizes = (16, 22, 24, 32, 48, 64, 128, 256, 512)
    assert places == {f"{n}x{n}/apps/ost-my-heart.png" for n in sizes} | {
        "scalable/apps/ost-my-heart.svg",
        "symbolic/apps/ost-my-heart-symbolic.svg",
    }


def test_the_symbolic_icon_has_the_colour_of_its_surroundings() -> None:
    text = (desktop_files.DRAWINGS / "ost-my-heart-symbolic.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert (root.get("width"), root.get("height")) == ("16", "16")
    assert {e.get("fill") for e in root.iter() if e.get("fill")} == {"currentColor"}
    assert not any(e.get("stroke") or e.get("style") for e in root.iter())
