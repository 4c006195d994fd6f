"""What `make install` puts where a desktop finds it: launcher, menu entry, icon, metainfo.

Made from the program's own words (`app/profile/program.py`), in every language there is.
Needs the program, but neither Qt nor a display.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from app.core.languages import ENGLISH, available, speak
from app.core.words import Text
from app.library.media_types import MEDIA_TYPES
from app.profile import program
from app.profile.data_folder import APP_NAME

ROOT = Path(__file__).resolve().parents[1]
DRAWINGS = ROOT / "resources" / "desktop"
PNG_NAME = re.compile(rf"{APP_NAME}-(\d+)\.png")
METAINFO_FILE = f"{program.COMPONENT_ID}.metainfo.xml"
LAUNCHER = """\
#!/bin/sh
# Starts OST My Heart. “make uninstall” in its folder removes this.
root=ROOT
if [ ! -x "$root/.venv/bin/python" ]; then
    echo "OST My Heart isn’t ready in $root. Run there: make install" >&2
    exit 1
fi
exec "$root/.venv/bin/python" "$root/main.py" "$@"
"""
CATEGORIES = ("AudioVideo", "Audio", "Player", "Music", "Qt")
# “## [0.1.0] - 2026-11-22”, and the paragraph below it
RELEASE = re.compile(r"^## \[(\d[^]]*)\] - ([\d-]{10})\n\n((?:[^\n#].*\n)*)", re.MULTILINE)
PASS_ON = 'exec "$0" "$@"'
_NEEDS_QUOTES = re.compile(r"[^\w/.,:@+-]")
_SHELL_SIGNS = re.compile(r'([\\"`$])')


class Unnameable(Exception):
    """No menu entry can name that folder; the text says why."""


class File(NamedTuple):
    content: bytes
    is_program: bool = False


def files(prefix: Path, pictures_url: str = "") -> dict[str, File]:
    """By their paths within the prefix. pictures_url: where docs/pictures is on the web, if it is.

    Raises Unnameable.
    """
    launcher = f"bin/{APP_NAME}"
    share = {
        f"applications/{program.DESKTOP_FILE}": File(entry(prefix / launcher).encode()),
        f"metainfo/{METAINFO_FILE}": File(metainfo(pictures_url).encode()),
        **{f"icons/hicolor/{place}": File(file.read_bytes()) for place, file in icons()},
    }
    return {
        launcher: File(starting_line(), is_program=True),
        **{f"share/{place}": file for place, file in share.items()},
    }


def icons() -> Iterator[tuple[str, Path]]:
    for file in sorted(DRAWINGS.glob("*.png")):
        if sized := PNG_NAME.fullmatch(file.name):
            yield f"{sized[1]}x{sized[1]}/apps/{APP_NAME}.png", file
    for folder, name in (("scalable", f"{APP_NAME}.svg"), ("symbolic", f"{APP_NAME}-symbolic.svg")):
        yield f"{folder}/apps/{name}", DRAWINGS / name


def starting_line() -> bytes:
    """A script that starts the program from this folder, whatever bytes its name has."""
    return LAUNCHER.replace("ROOT", shlex.quote(str(ROOT))).encode(errors="surrogateescape")


# --- the menu entry ---------------------------------------------------------------------------


def entry(launcher: Path) -> str:
    """The .desktop file. Raises Unnameable."""
    starts = exec_words(launcher)
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",  # desktop-file-validate of Debian 12 knows no newer one
        f"Name={program.NAME}",
        *_translated("GenericName", program.GENERIC_NAME),
        *_translated("Comment", program.SUMMARY),
        *_translated("Keywords", program.KEYWORDS),
        f"Exec={starts} %F",
        f"Icon={APP_NAME}",
        "Terminal=false",
        f"Categories={_listed(CATEGORIES)}",
        f"MimeType={_listed(MEDIA_TYPES)}",
        "StartupNotify=true",
        f"StartupWMClass={APP_NAME}",
        "X-GNOME-SingleWindow=true",
        f"Actions={_listed(tuple(program.ACTIONS))}",
    ]
    for key, (name, words) in program.ACTIONS.items():
        lines += ["", f"[Desktop Action {key}]", *_translated("Name", name)]
        lines.append(f"Exec={' '.join((starts, *words))}")
    return "\n".join(lines) + "\n"


def exec_words(path: Path) -> str:
    """How Exec starts a program: its path, quoted as for a shell, then as every value is.

    Raises Unnameable.
    """
    word = str(path)
    if not word.isprintable():
        raise Unnameable(f"A menu entry can’t name {word!r}: it isn’t printable text.")
    if "=" in word or "%" in word:
        # The first word may have no “=”, and GLib finds no program with a “%” in its path.
        return f"sh -c {_quoted(PASS_ON)} {_quoted(word)}"
    return _quoted(word) if _NEEDS_QUOTES.search(word) else word


def _quoted(word: str) -> str:
    in_quotes = _SHELL_SIGNS.sub(r"\\\1", word).replace("%", "%%")
    return '"' + in_quotes.replace("\\", "\\\\") + '"'


def _translated(key: str, text: Text) -> Iterator[str]:
    yield f"{key}={text.message}"
    for code, said in in_other_languages(text):
        yield f"{key}[{code}]={said}"


def _listed(words: tuple[str, ...]) -> str:
    return "".join(f"{word};" for word in words)


def in_other_languages(text: Text) -> Iterator[tuple[str, str]]:
    """The code of each, and what the text is in it."""
    try:
        for code in available():
            speak(code)
            if code != ENGLISH and str(text) != text.message:
                yield code, str(text)
    finally:
        speak(ENGLISH)


# --- the metainfo -----------------------------------------------------------------------------


def metainfo(pictures_url: str = "") -> str:
    """For software centres. They take pictures from the web only."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<component type="desktop-application">',
        f"  <id>{program.COMPONENT_ID}</id>",
        f"  <name>{program.NAME}</name>",
        *_elements("  ", "summary", program.SUMMARY),
        "  <metadata_license>FSFAP</metadata_license>",
        f"  <project_license>{program.LICENCE}</project_license>",
        "  <description>",
        *(line for text in program.PARAGRAPHS for line in _elements("    ", "p", text)),
        "    <ul>",
        *(line for text in program.POINTS for line in _elements("      ", "li", text)),
        "    </ul>",
        "  </description>",
        f'  <launchable type="desktop-id">{program.DESKTOP_FILE}</launchable>',
        f'  <icon type="stock">{APP_NAME}</icon>',
        "  <categories>",
        *(f"    <category>{name}</category>" for name in CATEGORIES),
        "  </categories>",
        *(_screenshots(pictures_url.rstrip("/")) if pictures_url else ()),
        "  <branding>",
        *(_branding("light", program.ACCENT_ON_LIGHT), _branding("dark", program.ACCENT_ON_DARK)),
        "  </branding>",
        "  <provides>",
        f"    <binary>{APP_NAME}</binary>",
        *(f"    <mediatype>{name}</mediatype>" for name in MEDIA_TYPES),
        "  </provides>",
        "  <supports>",
        *(f"    <control>{name}</control>" for name in ("keyboard", "pointing")),
        "  </supports>",
        '  <content_rating type="oars-1.1"/>',
        "  <releases>",
        *_releases(),
        "  </releases>",
        "</component>",
    ]
    return "\n".join(lines) + "\n"


def _elements(indent: str, tag: str, text: Text) -> Iterator[str]:
    yield f"{indent}<{tag}>{escape(text.message)}</{tag}>"
    for code, said in in_other_languages(text):
        language = quoteattr(code.replace("_", "-"))
        yield f"{indent}<{tag} xml:lang={language}>{escape(said)}</{tag}>"


def _screenshots(url: str) -> Iterator[str]:
    yield "  <screenshots>"
    for place, (name, caption) in enumerate(program.PICTURES.items()):
        yield "    <screenshot" + (' type="default">' if place == 0 else ">")
        yield from _elements("      ", "caption", caption)
        yield f"      <image>{escape(url)}/{name}.png</image>"
        yield "    </screenshot>"
    yield "  </screenshots>"


def _branding(scheme: str, colour: str) -> str:
    return f'    <color type="primary" scheme_preference="{scheme}">{colour}</color>'


def _releases() -> Iterator[str]:
    """From the change log, the newest first."""
    for version, date, about in RELEASE.findall((ROOT / "CHANGELOG.md").read_text("utf-8")):
        yield f'    <release version="{version}" date="{date}">'
        yield f"      <description><p>{escape(' '.join(about.split()))}</p></description>"
        yield "    </release>"
