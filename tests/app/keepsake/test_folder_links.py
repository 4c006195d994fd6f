"""The walk along the links of a folder finds what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.folder_links import faults_of_links

_WHOLE = '<p id="a"></p><a href="#a"></a><a href="sub/b.html#b"></a>'


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (_WHOLE, None),
        (_WHOLE + '<a href="http://elsewhere.invalid/"></a>', "leads outside"),
        (_WHOLE + '<img src="//elsewhere.invalid/a.png">', "leads outside"),
        (_WHOLE + '<a href="../out.html"></a>', "leads outside"),
        (_WHOLE + '<a href="/etc/passwd"></a>', "leads outside"),
        (_WHOLE + '<img src="gone.png">', "leads to nothing"),
        (_WHOLE + '<a href="sub/b.html#a"></a>', "leads to no such place"),
        (_WHOLE + '<p id="a"></p>', "has a twice"),
        (_WHOLE + '<p aria-describedby="c"></p>', "names no c"),
        ('<p id="a"></p>', "nothing leads to sub/b.html"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, page: str, fault: str | None) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").write_text('<p id="b"></p><a href="../index.html#a"></a>')
    (tmp_path / "index.html").write_text(page)
    faults = faults_of_links(tmp_path, at_least=1)
    assert faults == [] if fault is None else fault in " ".join(faults)
