"""The import contracts of `pyproject.toml` are kept."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import grimp
import pytest
from grimp import ImportGraph

from tests.support.pages_contract import PagesContract, pages_in
from ui.window.page_table import PAGES

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "ui/window/page_table.py"
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def imported_packages(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_every_import_contract_is_kept() -> None:
    command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_every_page_in_the_table_is_a_package_in_the_contract() -> None:
    assert pages_in(TABLE) == [spec.key for spec in PAGES]
    for spec in PAGES:
        assert find_spec(f"ui.{spec.key}.page") is not None


@pytest.mark.parametrize("wrong", [("ui.toys.page", "ui.library.page"), ("ui.parts", "ui.toys")])
def test_a_page_that_knows_another_or_is_known_by_a_part_breaks_the_contract(
    tmp_path: Path, wrong: tuple[str, str]
) -> None:
    table = tmp_path / "page_table.py"
    table.write_text('PAGES = (PageSpec("library", "Library"), PageSpec("toys", "Toys"))')
    options = {"table": str(table), "containers": ["ui"], "layers": ["window", "{pages}", "parts"]}
    graph = ImportGraph()
    for name in ("ui", "ui.window", "ui.parts", "ui.library", "ui.library.page", "ui.toys",
                 "ui.toys.page"):  # fmt: skip
        graph.add_module(name)
    graph.add_import(importer="ui.window", imported="ui.toys.page")
    contract = PagesContract("pages", {"root_packages": ["ui"]}, options)
    assert contract.check(graph, verbose=False).kept
    graph.add_import(importer=wrong[0], imported=wrong[1])
    assert not contract.check(graph, verbose=False).kept


def test_no_imports_are_circular() -> None:
    """Imports inside functions, and those only for types, count too."""
    graph = grimp.build_graph("app", "db", "ui", cache_dir=None)
    circles = [
        sorted(circle)
        for circle in strongly_connected(
            {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
        )
        if len(circle) > 1
    ]
    assert circles == []


def strongly_connected(leads_to: Mapping[str, Iterable[str]]) -> Iterator[set[str]]:
    """Groups in which every member leads to every other (Kosaraju's algorithm)."""
    order, seen = [], set[str]()
    for start in leads_to:
        for node in _in_order_of_leaving(start, leads_to, seen):
            order.append(node)
    comes_from: dict[str, list[str]] = {node: [] for node in leads_to}
    for node, others in leads_to.items():
        for other in others:
            comes_from[other].append(node)
    seen = set()
    for start in reversed(order):
        if group := set(_in_order_of_leaving(start, comes_from, seen)):
            yield group


def _in_order_of_leaving(
    start: str, leads_to: Mapping[str, Iterable[str]], seen: set[str]
) -> Iterator[str]:
    if start in seen:
        return
    seen.add(start)
    path = [(start, iter(leads_to[start]))]
    while path:
        node, others = path[-1]
        following = next((other for other in others if other not in seen), None)
        if following is None:
            path.pop()
            yield node
        else:
            seen.add(following)
            path.append((following, iter(leads_to[following])))


def test_a_circle_is_found() -> None:
    leads_to = {"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}
    assert sorted(map(sorted, strongly_connected(leads_to))) == [["a", "b", "c"], ["d"]]


@pytest.mark.parametrize("folder", ["app", "bench", "db", "packaging", "resources", "ui"])
def test_nothing_outside_of_tests_needs_them(folder: str) -> None:
    """Imports inside functions count too; `bench` has made-up marks of its own."""
    sources = (ROOT / folder).rglob("*.py")
    assert [path for path in sources if "tests" in imported_packages(path)] == []


def test_main_leaves_sound_and_storage_to_their_floors() -> None:
    """The linter only reads packages, and main.py is a file."""
    packages = set(imported_packages(ROOT / "main.py"))
    assert not packages & {"vlc", "sqlalchemy", "alembic"}
