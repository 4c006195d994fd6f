"""The listener's pictures inside an export: read out in base64, checked and put back."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.archive.document import unreadable
from app.archive.records import LeftOut
from app.core.user_files import is_plain_file, read_bytes
from app.profile.pictures import MAX_BYTES, is_named_rightly

_LONGEST_NAME_BYTES = 255


@dataclass(frozen=True, slots=True)
class Images:
    """The pictures of a document: name and base64 of those that can be taken, and the others."""

    taken: Mapping[str, str]
    skipped: tuple[LeftOut, ...] = ()


def embedded(
    folder: Path, names: Iterable[str], left_out: list[LeftOut]
) -> Iterator[tuple[str, str]]:
    """Names and base64 of these pictures; those that can't go along are added to `left_out`.

    A picture that isn't what its name says any more goes along as it is, and is told as well.
    """
    for name in sorted(set(names)):
        why = fault_in_name(name)
        data = b"" if why else _read(folder / name)
        if isinstance(data, bytes) and not why:
            if not is_named_rightly(name, data):
                left_out.append(LeftOut(name, "Its file is damaged; it went along as it is."))
            yield name, base64.b64encode(data).decode("ascii")
        else:
            left_out.append(LeftOut(name, why or str(data)))


def those_there(folder: Path, names: Iterable[str]) -> set[str]:
    """Of names that may mean something else, those that are the profile’s pictures."""
    return {name for name in names if not fault_in_name(name) and is_plain_file(folder / name)}


def checked(document_path: Path, pictures: Any) -> Images:
    """The pictures of a document; one that can't be taken is skipped.

    Raises Problem when they are no pictures at all.
    """
    if not isinstance(pictures, Mapping):
        raise unreadable(document_path, "“pictures”", "is not an object")
    skipped = [
        LeftOut(str(name), why)
        for name, text in pictures.items()
        if (why := fault_in_name(name) or fault_in_text(text))
    ]
    names = {one.what for one in skipped}
    return Images(
        {name: text for name, text in pictures.items() if name not in names}, tuple(skipped)
    )


def fault_in_name(name: str) -> str:
    """Why no picture may have this name; empty when one may.

    The name becomes a file of the pictures folder: it must not lead out of it, and not be hidden.
    """
    if not name or name.startswith(".") or any(sign in name for sign in ("/", "\\", "\0", ":")):
        return "It has no name a picture may have."
    try:
        is_too_long = len(name.encode()) > _LONGEST_NAME_BYTES
    except UnicodeEncodeError:
        return "Its name is not text."
    return "Its name is too long." if is_too_long else ""


def fault_in_text(text: Any) -> str:
    """Why this is no picture in base64; empty when it is one."""
    if not isinstance(text, str):
        return "It is not text."
    if len(text) > (MAX_BYTES + 2) // 3 * 4:
        return f"It is larger than {MAX_BYTES // 1024 // 1024} MB."
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return "It is not base64."
    return "" if data else "It is empty."


def is_there(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - the path may be no text at all


def _read(path: Path) -> bytes | str:
    """The picture, or why there is none."""
    try:
        return read_bytes(path, MAX_BYTES) or "Its file is empty."
    except FileNotFoundError:
        return "Its file is missing."
    except OSError as error:
        return f"It couldn’t be read: {error.strerror}."
