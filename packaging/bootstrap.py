"""Prepares the machine and runs one part of the project: what every `make` target calls.

    packaging/python.sh packaging/bootstrap.py WORD [ARGUMENTS…]

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import environment
import prefix_files
import private_desktop
import system_packages

ROOT = environment.ROOT
MAIN = str(ROOT / "main.py")
README_PICTURES = ROOT / "docs" / "pictures"
TOUR_PICTURES = ROOT / "tour-pictures"
KEEPSAKE_TOOLS = ROOT / "build" / "keepsake-check"
CHECKERS = ("axe-core@4", "vnu-jar@26")
KEEPSAKE_TESTS = ("tests/stories/test_keepsake_in_browser.py", "tests/ui/keepsake")
DEV = ("dev",)
INSTALL = str(ROOT / "packaging" / "install.py")
ICON_PICTURES = str(ROOT / "packaging" / "icon_pictures.py")
CATALOGUES = str(ROOT / "packaging" / "catalogues.py")
BARE_TEXTS = str(ROOT / "packaging" / "bare_texts.py")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Three processes: the smallest machine that builds this has two cores, and tests wait a third of
# their time. The tests of one file run in the same process. Tests that compare what is heard with a
# clock must not have such company, but most of them their own: they listen nine tenths of the time,
# each process to its own sound card.
TOGETHER = ("-m", "not alone and not single", "-n", "3", "--dist", "loadfile")
WITH_CLOCKS = ("tests/app/player", "tests/stories")
ALONE = ("-m", "alone", "-n", "2", "--dist", "loadfile", *WITH_CLOCKS)
SINGLE = ("-m", "single", *WITH_CLOCKS)

# With any of these the program opens no window and needs no display.
WINDOWLESS = {
    *("import", "play", "mark", "toggle", "export", "restore", "rescue", "dynamics"),
    *("keepsake", "listen-through", "themes", "story"),
    *("-h", "--help", "--version", "--self-test"),
}


def run(arguments: list[str]) -> int:
    if _has_display() or WINDOWLESS.intersection(arguments):
        _prepare("run")
        os.execv(environment.PYTHON, [str(environment.PYTHON), MAIN, *arguments])
    if not any(word.startswith("--tour") for word in arguments):
        print(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the guided"
            f" tour runs on an invisible screen.\nIts pictures go to {TOUR_PICTURES}",
            flush=True,
        )
        arguments = ["--tour", str(TOUR_PICTURES)]
    return _tour(arguments)


def demo(arguments: list[str]) -> int:
    return run(["--demo", *arguments])


def screenshots(arguments: list[str]) -> int:
    """The tour saves a picture of each step; those that the README shows are kept."""
    with tempfile.TemporaryDirectory(prefix="ost-pictures-") as folder:
        code = _tour(["--tour", folder, *arguments])
        return code or _keep_shown_pictures(Path(folder))


def test(arguments: list[str]) -> int:
    """All tests in three processes, then those that measure time; or the tests named."""
    _prepare("test", DEV)
    return max(_python(["-m", "pytest", *run]) for run in _runs(arguments))


def coverage(arguments: list[str]) -> int:
    """Runs the tests, which takes half as long again, and lists the lines that none of them ran."""
    _prepare("test", DEV)
    _python(["-m", "coverage", "erase"])
    codes = [_python(["-m", "coverage", "run", "-m", "pytest", *run]) for run in _runs(arguments)]
    _python(["-m", "coverage", "combine", "--quiet"])
    return max(*codes, _python(["-m", "coverage", "report"]))


def _runs(arguments: list[str]) -> list[list[str]]:
    return [arguments] if arguments else [list(TOGETHER), list(ALONE), list(SINGLE)]


def bench(arguments: list[str]) -> int:
    _prepare("test", DEV)
    with private_desktop.desktop() as desktop:
        return _python(["-m", "bench", *arguments], desktop)


def torture(arguments: list[str]) -> int:
    """Its windows are drawn offscreen, so it needs no display."""
    _prepare("test", DEV)
    return _python(
        ["-m", "tests.torture", *arguments], {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )


def keepsake_check(arguments: list[str]) -> int:
    """Keepsakes in a real browser, with the W3C's validator and axe-core: too large for each run of
    the tests, which skip it where these are missing.
    """
    _prepare("test", DEV)
    _prepare("keepsake", DEV)
    KEEPSAKE_TOOLS.mkdir(parents=True, exist_ok=True)
    install = ["npm", "install", "--no-save", "--no-fund", "--no-audit", "--prefix"]
    tools = subprocess.run([*install, str(KEEPSAKE_TOOLS), *CHECKERS], check=False)
    if tools.returncode != 0:
        return tools.returncode
    return _python(["-m", "pytest", *KEEPSAKE_TESTS, *arguments])


def check(_: list[str]) -> int:
    """Every check runs even if an earlier one failed, so that one run shows all there is to fix."""
    _prepare("python", DEV)
    steps = {
        "lint": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "types": ["-m", "mypy"],
        "types of packaging": ["-m", "mypy", "packaging"],
        "import contracts": ["-c", LINT_IMPORTS, "--no-logo"],
        "texts in the code": [BARE_TEXTS],
        "catalogues": [CATALOGUES, "check"],
    }
    failed = [name for name, step in steps.items() if _announced(name, step) != 0]
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def words(_: list[str]) -> int:
    """Collects the texts of the code into every catalogue, where new ones wait for translation."""
    _prepare("python", DEV)
    return _python([CATALOGUES, "collect"])


def constraints(arguments: list[str]) -> int:
    """On the oldest supported Python, so that no pinned version is too new for anybody."""
    if sys.version_info[:2] != (3, 11):
        print("constraints.txt is made with Python 3.11, the oldest supported version.")
        return 1
    _prepare("python", DEV)
    options = (
        "--extra=dev --strip-extras --no-header --no-emit-index-url --no-emit-find-links"
        " --no-emit-trusted-host --quiet --upgrade --output-file=constraints.txt"
    )
    return _python(["-m", "piptools", "compile", *options.split(), *arguments, "pyproject.toml"])


def icon(_: list[str]) -> int:
    """Draws the program's icon in every size, after its SVG was changed."""
    _prepare("run")
    return _python([ICON_PICTURES])


def install(_: list[str]) -> int:
    """Puts the program into the desktop's menu. It goes on running from this folder."""
    prefix = str(prefix_files.prefix_of(os.environ.get("PREFIX", "")))
    _prepare("run")
    url = os.environ.get("PICTURES", "")
    return _python([INSTALL, prefix, url], {**os.environ, "PYTHONPATH": str(ROOT)})


def uninstall(_: list[str]) -> int:
    prefix = prefix_files.prefix_of(os.environ.get("PREFIX", ""))
    changed = prefix_files.take_away(prefix)
    print(f"Removed from {prefix}. Your journal and settings stay.")
    for file in changed:
        print(f"It was changed since, so it stays: {file}")
    return 0


WORDS: dict[str, Callable[[list[str]], int]] = {
    word.__name__.replace("_", "-"): word
    for word in (
        *(run, demo, screenshots, test, coverage, torture, bench, check, words, constraints),
        *(keepsake_check, icon, install, uninstall),
    )
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in WORDS:
        print(f"usage: bootstrap.py {'|'.join(WORDS)} [ARGUMENTS…]", file=sys.stderr)
        return 2
    try:
        return WORDS[arguments[0]](arguments[1:])
    except system_packages.CannotInstall as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except (environment.CannotPrepare, prefix_files.CannotPut) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _keep_shown_pictures(taken: Path) -> int:
    """Copies “07-marking-light.png” to “marking-light.png”. 1 if the README shows one not taken."""
    shown = set(re.findall(r"docs/pictures/([\w-]+\.png)", (ROOT / "README.md").read_text("utf-8")))
    pictures = {path.name.partition("-")[2]: path for path in taken.glob("[0-9]*-*.png")}
    README_PICTURES.mkdir(exist_ok=True)
    for name in sorted(shown & pictures.keys()):
        shutil.copyfile(pictures[name], README_PICTURES / name)
        print(README_PICTURES / name)
    if missing := sorted(shown - pictures.keys()):
        print(f"No step of the tour is called {', '.join(missing)}.", file=sys.stderr)
    return 1 if missing else 0


def _tour(arguments: list[str]) -> int:
    _prepare("tour")
    with private_desktop.screen() as screen:
        return _python([MAIN, *arguments], screen)


def _prepare(purpose: str, extras: tuple[str, ...] = ()) -> None:
    """Fast if nothing has changed since the last time: it reads a few small files."""
    stamp = environment.VENV / f"system-{purpose}"
    if environment.is_ready(extras) and environment.says(stamp, system_packages.fingerprint()):
        return
    with _taking_turns():
        system_packages.ensure(purpose)
        environment.ensure(extras)
        stamp.write_text(system_packages.fingerprint())


@contextmanager
def _taking_turns() -> Iterator[None]:
    """Otherwise two first starts at once would make the same environment twice."""
    import fcntl

    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _announced(name: str, step: list[str]) -> int:
    print(f"--- {name}", flush=True)
    return _python(step)


def _python(arguments: list[str], settings: dict[str, str] | None = None) -> int:
    command = [str(environment.PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
