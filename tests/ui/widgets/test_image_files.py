"""Untrusted pictures: none has another file read, and none exhausts the memory."""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from pytestqt.qtbot import QtBot

from tests.support.special_files import KINDS, lay
from ui.widgets.entry_text import EntryText
from ui.widgets.image_files import read_filling
from ui.widgets.markdown_edit import MarkdownEdit
from ui.widgets.safe_svg import harmless

BOX = QSize(40, 40)
RED = QColor("#ff0000")


def painted(path: Path, width: int = 60, height: int = 40, colour: QColor = RED) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    assert image.save(str(path))
    return path


def svg(path: Path, body: str, head: str = "", size: str = 'width="50" height="50"') -> Path:
    path.write_text(
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" {size}>{body}</svg>',
        encoding="utf-8",
    )
    return path


def has_red(image: QImage) -> bool:
    small = image.convertToFormat(QImage.Format.Format_ARGB32)
    points = [(x, y) for x in range(small.width()) for y in range(small.height())]
    return any(small.pixelColor(*point) == RED for point in points)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp"])
def test_a_picture_covers_the_box_in_its_own_proportions(
    qapp: object, tmp_path: Path, suffix: str
) -> None:
    for width, height in ((600, 400), (30, 20), (400, 600)):
        image = read_filling(painted(tmp_path / f"a{suffix}", width, height), BOX)
        assert min(image.width(), image.height()) == 40
        assert image.width() * height == pytest.approx(image.height() * width, rel=0.05)
    small = read_filling(painted(tmp_path / f"a{suffix}", 30, 20), BOX, may_grow=False)
    assert small.size() == QSize(30, 20)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.logs("could not be read")
def test_what_is_not_a_regular_file_shows_nothing(qapp: object, tmp_path: Path, kind: str) -> None:
    assert read_filling(lay(tmp_path / "a.png", kind), BOX).isNull()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1 << 20))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", rows)
        + _chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(100_000, 100_000), (2_000_000_000, 1)])
@pytest.mark.logs("could not be shown")
def test_a_picture_that_claims_to_be_huge_is_not_decoded(
    qapp: object, tmp_path: Path, width: int, height: int
) -> None:
    (tmp_path / "a.png").write_bytes(bomb(width, height))
    assert read_filling(tmp_path / "a.png", BOX).isNull()


def test_only_the_middle_of_a_very_long_picture_is_shown(qapp: object, tmp_path: Path) -> None:
    image = read_filling(painted(tmp_path / "a.png", 60_000, 1), QSize(300, 300))
    assert image.height() == 300 and image.width() <= 16 * 300
    assert read_filling(painted(tmp_path / "b.png", 1, 30_000), BOX).height() <= 16 * 40


# --- drawings -----------------------------------------------------------------------------------


def test_a_drawing_is_shown_with_the_parts_it_refers_to(qapp: object, tmp_path: Path) -> None:
    body = (
        '<defs><g id="r"><rect width="50" height="50" fill="#ff0000"/></g></defs>'
        '<use xlink:href="#r"/>'
    )
    doctype = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
    image = read_filling(svg(tmp_path / "a.svg", body, doctype), BOX)
    assert has_red(image) and image.size() == BOX
    plain = '<use href="#r"/>'
    assert has_red(read_filling(svg(tmp_path / "b.svg", body[:-22] + plain), BOX))


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
@pytest.mark.parametrize("reference", ["{path}", "file://{path}", "red.png", "&#47;{path}"])
@pytest.mark.logs("Image filename is empty")
def test_a_drawing_loads_no_picture_from_a_file(
    qapp: object, tmp_path: Path, reference: str, name: str
) -> None:
    path = painted(tmp_path / "red.png")
    address = reference.format(path=path)
    for attribute in ("xlink:href", "href"):
        body = f'<image {attribute}="{address}" width="50" height="50"/>'
        assert not has_red(read_filling(svg(tmp_path / name, body), BOX))


def test_a_drawing_loads_no_style_sheet(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "red.css").write_text("rect { fill: #ff0000 }", encoding="utf-8")
    for head, body in (
        (f'<?xml-stylesheet type="text/css" href="{tmp_path / "red.css"}"?>', ""),
        ("", f'<style>@import url("{tmp_path / "red.css"}");</style>'),
    ):
        drawing = svg(tmp_path / "a.svg", f'{body}<rect width="50" height="50"/>', head)
        image = read_filling(drawing, BOX)
        assert not image.isNull() and not has_red(image)


@pytest.mark.logs("could not be shown")
def test_a_drawing_that_would_never_end_is_not_drawn(qapp: object, tmp_path: Path) -> None:
    nested = '<g id="g0"><rect width="1" height="1"/></g>' + "".join(
        f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
    )
    laughs = '<!DOCTYPE svg [<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    ring = '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'
    for body, head in (
        (nested, ""),
        ("<text>&a11;</text>", laughs + "]>"),
        (ring, ""),
        ("<g>" * 100_000 + "</g>" * 100_000, ""),
        ("<rect/>" * 100_000, ""),
    ):
        assert read_filling(svg(tmp_path / "a.svg", body, head), BOX).isNull()


@pytest.mark.parametrize("size", ['width="1e9" height="1"', 'width="1" height="1e9"', ""])
def test_a_drawing_of_any_size_is_scaled_to_the_box(
    qapp: object, tmp_path: Path, size: str
) -> None:
    image = read_filling(svg(tmp_path / "a.svg", '<rect width="9" height="9"/>', size=size), BOX)
    assert max(image.width(), image.height()) <= 16 * 40


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b'<svg xmlns="http://www.w3.org/2000/svg"/>', mtime=0),
        '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"),
        b"<svg",
        b"no drawing",
        b"",
    ],
)
def test_data_that_is_no_plain_svg_is_rejected(data: bytes) -> None:
    assert harmless(data) is None


# --- pictures in entries ------------------------------------------------------------------------


def rendered(document: QTextDocument) -> QImage:
    document.setTextWidth(300)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return image


@pytest.mark.parametrize(
    ("reference", "own"),
    [
        ("{path}", []),
        ("file://{path}", []),
        ("../red.png", []),
        ("red.png", ["red.png"]),
        ("a/red.png", []),
    ],
)
def test_an_entry_shows_only_the_profile_s_own_pictures(
    qapp: object,
    tmp_path: Path,
    reference: str,
    own: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = painted(tmp_path / "red.png")
    monkeypatch.chdir(tmp_path)
    asked: list[str] = []

    def find(name: str) -> Path | None:
        asked.append(name)
        return None

    text = f"before ![mine]({reference.format(path=path)}) after"  # Qt shows none without a name
    document = EntryText(find)
    document.set_text(text)
    assert not has_red(rendered(document))
    assert sorted(set(asked)) == own


def test_an_entry_shows_the_profile_s_own_picture(qapp: object, tmp_path: Path) -> None:
    painted(tmp_path / "own.png")
    document = EntryText(lambda name: tmp_path / name)
    document.set_text("![mine](own.png)")
    assert has_red(rendered(document))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.logs("could not be read")
def test_a_picture_of_an_entry_that_is_not_a_regular_file_shows_nothing(
    qapp: object, tmp_path: Path, kind: str
) -> None:
    lay(tmp_path / "own.png", kind)
    document, unfound = EntryText(lambda name: tmp_path / name), EntryText(lambda _name: None)
    for each in (document, unfound):
        each.set_text("![mine](own.png)")
    assert rendered(document) == rendered(unfound)


def test_the_preview_shows_no_other_files(qtbot: QtBot, tmp_path: Path) -> None:
    path = painted(tmp_path / "red.png")
    edit = MarkdownEdit()
    qtbot.addWidget(edit)
    edit.set_text(f"![one]({path})\n\n![two](file://{path})")
    edit.show_preview(True)
    edit.resize(400, 300)
    with qtbot.waitExposed(edit):
        edit.show()
    assert not has_red(edit.preview.grab().toImage())
