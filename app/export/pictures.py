"""The listener's pictures inside an export: read out in base64, checked and put back."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.errors import Problem
from app.export.document import unreadable


def embedded(folder: Path) -> Iterator[tuple[str, str]]:
    """Names and base64 of every picture kept. Raises Problem for one that can't be read."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.is_file() or path.suffix == ".new":
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Problem(
                f"The picture “{path.name}” couldn’t be read, so nothing was exported.",
                error.strerror or "",
                "Check the pictures folder, then export again.",
                repr(error),
            ) from error
        yield path.name, base64.b64encode(data).decode("ascii")


def checked(document_path: Path, pictures: Any) -> dict[str, bytes]:
    """The pictures of a document, decoded. Raises Problem for a name or text that is none."""
    if not isinstance(pictures, Mapping):
        raise unreadable(document_path, "“pictures”", "is not an object")
    return {name: _decoded(document_path, name, text) for name, text in pictures.items()}


def _decoded(document_path: Path, name: str, text: Any) -> bytes:
    where = f"picture “{name}”"
    # The name becomes a file of the pictures folder: it must not lead out of it.
    if not name or name.startswith(".") or any(sign in name for sign in ("/", "\\", "\0", ":")):
        raise unreadable(document_path, where, "has no name a picture may have")
    if not isinstance(text, str):
        raise unreadable(document_path, where, "is not text")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise unreadable(document_path, where, "is not base64") from error


def is_there(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - the path may be no text at all
