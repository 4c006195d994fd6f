"""Debian's Chromium without a window, and checkers of pages; where they are installed.

`make keepsake-check` installs them: CI doesn't, as they are larger than everything else it needs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium")
_TOOLS = Path(__file__).resolve().parents[2] / "build" / "keepsake-check" / "node_modules"
AXE = _TOOLS / "axe-core" / "axe.min.js"
VNU = _TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")
_QUIETLY = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--autoplay-policy=no-user-gesture-required",
)
_SAID = "what-a-test-found"


class Browser:
    """Everything of its own is in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._home = folder

    def found_by(self, script: str, page: Path, *, wide: int = 1100, is_dark: bool = False) -> Any:
        """Runs a script in a copy of the page's folder, as if it were the end of its own script:
        under the page's own policy. script: calls `found` with what JSON can say.
        """
        copy = self._home / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(page.parent, copy)
        with (copy / "script.js").open("a", encoding="utf-8") as file:
            file.write(
                "\nfunction found(what) { const said = document.createElement('pre');"
                f"said.id = '{_SAID}'; said.textContent = JSON.stringify(what);"
                f"document.body.append(said); }}\n{script}\n"
            )
        scheme = ("--blink-settings=preferredColorScheme=0",) if is_dark else ()
        said = self._run(
            *scheme,
            f"--window-size={wide},900",
            "--virtual-time-budget=20000",
            "--dump-dom",
            (copy / page.name).as_uri(),
        )
        _before, _id, rest = said.partition(f'<pre id="{_SAID}">')
        return json.loads(unescape(rest.partition("</pre>")[0]))

    def asked_for(self, page: Path) -> str:
        """The log of all it asked a network for."""
        log = self._home / "net.json"
        self._run(f"--log-net-log={log}", "--virtual-time-budget=5000", "--dump-dom", page.as_uri())
        return log.read_text("utf-8", "replace")

    def _run(self, *words: str) -> str:
        assert CHROMIUM is not None
        profile = f"--user-data-dir={self._home / 'chromium'}"
        command = [CHROMIUM, *_QUIETLY, profile, *words]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=120, check=True
        ).stdout


def faults_of_pages(pages: list[Path]) -> list[str]:
    """What the W3C's validator calls an error."""
    assert JAVA is not None
    command = [JAVA, "-jar", str(VNU), "--errors-only", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = json.loads(done.stderr)
    return [f"{one.get('url')}: {one['message']}" for one in said["messages"]]
