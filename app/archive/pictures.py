"""The listener's pictures in an export: written in base64, and checked when they are read."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.archive.document import unreadable
from app.archive.records import LeftOut
from app.core.user_files import is_plain_file, read_bytes, reason
from app.core.words import _, ngettext
from app.profile.pictures import MAX_BYTES, is_named_rightly

_LONGEST_NAME_BYTES = 255


@dataclass(frozen=True, slots=True)
class Images:
    """A document's pictures: name and base64 of those that can be restored, and the others."""

    taken: Mapping[str, str]
    skipped: tuple[LeftOut, ...] = ()


def embedded(
    folder: Path, names: Iterable[str], left_out: list[LeftOut]
) -> Iterator[tuple[str, str]]:
    """Names and base64 of these pictures; those that can't be exported are added to `left_out`.

    A picture that is no longer what its name says is exported as it is, and reported as well.
    """
    for name in sorted(set(names)):
        why = fault_in_name(name)
        data = b"" if why else _read(folder / name)
        if isinstance(data, bytes) and not why:
            if not is_named_rightly(name, data):
                left_out.append(LeftOut(name, _("Its file is damaged; it was exported as it is.")))
            yield name, base64.b64encode(data).decode("ascii")
        else:
            left_out.append(LeftOut(name, why or str(data)))


def those_there(folder: Path, names: Iterable[str]) -> set[str]:
    """Those of the names that are the profile’s pictures; others may mean something else."""
    return {name for name in names if not fault_in_name(name) and is_plain_file(folder / name)}


def checked(document_path: Path, pictures: Any) -> Images:
    """The pictures of a document; one that can't be restored is skipped.

    Raises Problem when they aren't an object.
    """
    if not isinstance(pictures, Mapping):
        raise unreadable(document_path, _("The field “pictures” isn’t an object."))
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
    """Why no picture may have this name; empty when it may.

    The name becomes a file in the pictures folder: it must not lead out of it or be hidden.
    """
    if not name or name.startswith(".") or any(sign in name for sign in ("/", "\\", "\0", ":")):
        return _("A picture can’t have this name.")
    try:
        is_too_long = len(name.encode()) > _LONGEST_NAME_BYTES
    except UnicodeEncodeError:
        return _("Its name isn’t text.")
    return _("Its name is too long.") if is_too_long else ""


def fault_in_text(text: Any) -> str:
    """Why this isn't a picture in base64; empty when it is."""
    if not isinstance(text, str):
        return _("It isn’t text.")
    if len(text) > (MAX_BYTES + 2) // 3 * 4:
        most_mb = MAX_BYTES // 1024 // 1024
        return ngettext("It is larger than 1 MB.", "It is larger than {n} MB.", most_mb)
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return _("It isn’t base64.")
    return "" if data else _("It is empty.")


def _read(path: Path) -> bytes | str:
    """The picture, or why there is none."""
    try:
        return read_bytes(path, MAX_BYTES) or _("Its file is empty.")
    except FileNotFoundError:
        return _("Its file is missing.")
    except OSError as error:
        return reason(error) or _("It couldn’t be read.")
