"""Texts that look as if somebody reads them, and come from no catalogue.

What is written for programmers is passed over: docstrings, logs, assertions, exceptions other than
Problem, annotations, `__all__`, SQL, keys. So is a line that ends in `# not shown`, and a whole
class, function or statement whose first line does.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("app", "ui", "db")
SAID = {"_", "ngettext", "pgettext", "npgettext", "Text"}
FOR_PROGRAMMERS = re.compile(
    r"^(log|logging|re|warnings|argparse\.ArgumentTypeError)\b|"
    r"(Error|Fault|Exception|Cancelled|Until|OtherLayout|NotAsWritten|Thread|vlc_missing|_other)$|"
    r"^(isinstance|getattr|setattr|setObjectName|setProperty|QByteArray|exec_driver_sql|execute|"
    r"connect|fromMimeData|setData|data)$"
)
JOB = re.compile(r"(jobs\.run|latest_read)$")
NOT_SHOWN = "# not shown"
SAME_EVERYWHERE = {"OST My Heart", "English"}
# Keys in Qt's portable names, which `native_text` shows; the start of SVG is no text either.
KEY = re.compile(r"(Alt|Backspace|Ctrl|Del|Delete|Down|Enter|Esc|Left|Right|Shift|Space|Tab|Up)")
# Words with a space between them, a capitalised word, or an ellipsis.
LOOKS_SHOWN = re.compile(r"[^\W\d_]{2,}[,.:;!?]? +[^\W\d_]|^[A-Z][a-zé]+$|[^\W\d_]…")
SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE FROM|PRAGMA|CREATE|BEGIN|ATTACH|ALTER|DROP|UNION|"
    r"TRIGGER|DELETE ON|INDEXED|ADD COLUMN|WHERE|FROM|AS|AND|IN|BETWEEN|LIKE|NULL|CASE WHEN)\b"
)


def bare_texts(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each, in the order of the file."""
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in _Shown(lines).of(ast.parse(source)):
        yield node.lineno, str(node.value)


class _Shown:
    """Walks down to the literals, and not into what nobody sees."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def of(self, node: ast.AST) -> Iterator[ast.Constant]:
        if isinstance(node, ast.stmt | ast.Constant) and self._is_marked(node):
            return
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and _looks_shown(node.value):
                yield node
            return
        if isinstance(node, ast.JoinedStr):
            yield from map(_text_of, filter(_is_said, ast.walk(node)))
        for child in self._seen_children(node):
            yield from self.of(child)

    def _is_marked(self, node: ast.stmt | ast.Constant) -> bool:
        return self._lines[node.lineno - 1].rstrip().endswith(NOT_SHOWN)

    def _seen_children(self, node: ast.AST) -> Iterator[ast.AST]:
        if isinstance(node, ast.Call) and _is_passed_over(node):
            return
        if isinstance(node, ast.Assert):
            yield node.test
            return
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return
        unseen = {id(each) for each in _unseen(node)}
        if isinstance(node, ast.Call) and JOB.search(ast.unparse(node.func)) and node.args:
            unseen.add(id(node.args[0]))  # what the log calls it
        yield from (child for child in ast.iter_child_nodes(node) if id(child) not in unseen)


def _unseen(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings and annotations."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            yield child  # of a module, a class, a function or a name
    for name in ("annotation", "returns"):
        if (each := getattr(node, name, None)) is not None:
            yield each


def _is_passed_over(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    return name in SAID or bool(FOR_PROGRAMMERS.search(name) or FOR_PROGRAMMERS.search(_last(name)))


def _is_said(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in SAID


def _text_of(call: ast.AST) -> ast.Constant:
    """Inside an f-string: Babel doesn't see it before Python 3.12."""
    return next(each for each in ast.walk(call) if isinstance(each, ast.Constant))


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _looks_shown(text: str) -> bool:
    if text in SAME_EVERYWHERE or text.startswith("<") or KEY.fullmatch(text):
        return False
    return bool(LOOKS_SHOWN.search(text)) and not SQL.search(text)


def check() -> int:
    """1 if there is one; each is named."""
    files = [ROOT / "main.py", *(file for floor in FLOORS for file in (ROOT / floor).rglob("*.py"))]
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text!r}"
        for file in sorted(files)
        for line, text in bare_texts(file)
    ]
    print("\n".join(found) or "Every text comes from a catalogue.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(check())
