"""The import contract of the pages, which reads their table: it applies to a new row too."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from importlinter.contracts.layers import LayersContract
from importlinter.domain import fields

PAGES = "{pages}"
ROOT = Path(__file__).resolve().parents[2]


class PagesContract(LayersContract):
    """Layers in which “{pages}” stands for the packages of the pages, independent of one another.

    table: the file with the rows, relative to the root of the sources.
    """

    type_name = "pages"
    table = fields.StringField()

    def __init__(
        self, name: str, session_options: dict[str, Any], contract_options: dict[str, Any]
    ) -> None:
        pages = " | ".join(pages_in(ROOT / contract_options["table"]))
        layers = [layer.replace(PAGES, pages) for layer in contract_options["layers"]]
        super().__init__(name, session_options, {**contract_options, "layers": layers})


def pages_in(table: Path) -> list[str]:
    """The keys of its rows, read without Qt, so that a check needs no system packages."""
    return [
        str(call.args[0].value)
        for call in ast.walk(ast.parse(table.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "PageSpec"
        and isinstance(call.args[0], ast.Constant)
    ]
