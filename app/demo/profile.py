"""Where the demo is: nothing of it stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Asked(Protocol):
    """What is used here of the command line's arguments."""

    profile: Path | None
    demo: bool
    tour: Path | None


@contextmanager
def demo_profile(arguments: Asked) -> Iterator[None]:
    """The demo and the tour run on a temporary profile unless one is named."""
    if arguments.profile is not None or not (arguments.demo or arguments.tour):
        yield
        return
    import tempfile  # neither is needed for the first frame
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="ost-my-heart-demo-") as folder:
        arguments.profile = Path(folder)
        yield
