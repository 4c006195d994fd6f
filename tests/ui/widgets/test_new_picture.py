"""Pictures from outside are looked at before they are kept: whole, small enough, self-contained."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from tests.support.pictures import jpeg, png
from ui.widgets.new_picture import CannotShow, as_png, looked_at


def image(width: int, height: int) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    for x in range(width):
        for y in range(height):
            made.setPixelColor(x, y, QColor(x * 7 % 256, y * 11 % 256, (x * y) % 256))
    return made


def written(kind: str, width: int = 60, height: int = 40) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image(width, height))
    return bytes(data.data())


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be so large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + checked

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(9))), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def svg(body: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="80" height="20">{body}</svg>'
    ).encode()


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "bmp"])
def test_a_whole_picture_is_kept_as_it_is(qapp: object, kind: str) -> None:
    data = written(kind)
    found = looked_at(data)
    assert (found.data, found.suffix, found.width, found.height) == (data, f".{kind}", 60, 40)


def test_its_name_doesnt_matter_its_bytes_do(qapp: object) -> None:
    assert looked_at(jpeg()).suffix == ".jpg"
    assert looked_at(png(width=5, height=7)).suffix == ".png"


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_picture_that_breaks_off_is_refused(qapp: object, kind: str, part: float) -> None:
    data = written(kind, 200, 150)
    with pytest.raises(CannotShow, match="breaks off"):
        looked_at(data[: int(len(data) * part)])


def test_a_small_picture_inside_doesnt_end_a_jpeg(qapp: object) -> None:
    """Cameras put one, with an end of its own, before the picture."""
    data, small = written("jpg", 200, 150), written("jpg", 10, 10)
    exif = b"\xff\xe1" + struct.pack(">H", len(small) + 2) + small
    whole = data[:2] + exif + data[2:]
    assert looked_at(whole).width == 200
    with pytest.raises(CannotShow, match="breaks off"):
        looked_at(whole[: len(whole) // 2])
    assert looked_at(whole + b"what a camera adds").width == 200


def test_a_decompression_bomb_is_refused_by_what_it_claims(qapp: object) -> None:
    with pytest.raises(CannotShow, match="64 million pixels"):
        looked_at(claiming(60_000, 60_000))


@pytest.mark.parametrize("data", [b"", b"GIF8", b"BM", b"just words", bytes(5000)])
def test_what_is_no_picture_is_refused(qapp: object, data: bytes) -> None:
    with pytest.raises(CannotShow):
        looked_at(data)


@pytest.mark.may_log("Image filename is empty")
def test_a_drawing_is_kept_without_what_it_would_load(qapp: object) -> None:
    found = looked_at(
        svg(
            '<image href="http://127.0.0.1:1/x.png" width="9" height="9"/>'
            '<image xlink:href="file:///etc/hostname" width="9" height="9"/>'
            '<style>@import url("http://127.0.0.1:1/x.css");</style>'
            '<rect width="80" height="20" fill="#f00"/>'
        )
    )
    assert found.suffix == ".svg" and found.width == 4 * found.height
    assert b"127.0.0.1" not in found.data and b"hostname" not in found.data


def test_a_drawing_that_never_ends_is_refused(qapp: object) -> None:
    nested = "".join(
        f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 20 + "</g>" for n in range(1, 9)
    )
    with pytest.raises(CannotShow):
        looked_at(svg(f'<g id="a0"><rect width="1" height="1"/></g>{nested}<use href="#a8"/>'))


@pytest.mark.may_log("qt:")
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_damage_is_more_than_a_refusal(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([png(1, 9, 9), jpeg(), svg('<rect width="9" height="9"/>')]))
    place = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(max_size=8))
    try:
        found = looked_at(whole[:place] + damage + whole[place + len(damage) :])
    except CannotShow as fault:
        assert str(fault.why)
    else:
        assert found.width > 0 and found.height > 0


def test_a_pasted_picture_is_written_as_png(qapp: object, tmp_path: Path) -> None:
    assert looked_at(as_png(image(30, 20))).width == 30
