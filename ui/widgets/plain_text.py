"""The text of a field of several lines, as it was written."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QPlainTextEdit

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")


def text_in(field: QPlainTextEdit) -> str:
    """Its lines end in `\\n`. Qt's own `toPlainText` makes each no-break space a plain one."""
    return with_plain_ends(field.document().toRawText())


def with_plain_ends(text: str) -> str:
    """The text as a field has it once it is shown."""
    return _LINE_ENDS.sub("\n", text)
