"""What is around every page: its head, the way to the others, its foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.core.languages import reads_right_to_left, spoken
from app.core.words import _, dotted
from app.keepsake.html.elements import Children, Element, document, el

# `file:` is for browsers to whom files are no origin of their own.
_POLICY = (  # not shown
    "default-src 'none'; img-src 'self' file:; media-src 'self' file:; style-src 'self' file:; "
    "script-src 'self' file:; base-uri 'none'; form-action 'none'"
)
_VIEWPORT = "width=device-width, initial-scale=1"  # not shown
_SCHEMES = "light dark"  # not shown


@dataclass(frozen=True, slots=True)
class PageName:
    """file: in the folder. title: as in the navigation."""

    file: str
    title: str


@dataclass(frozen=True)
class Frame:
    """title: of the keepsake. pages: all of them, the cover first. made: when, in words. has_sound:
    whether the foot says whose the music is.
    """

    title: str
    pages: tuple[PageName, ...]
    made: str
    has_sound: bool

    def page(
        self,
        name: PageName,
        main: Iterable[Children],
        symbols: Element | None,
        checkpoint: Callable[[], None],
    ) -> bytes:
        """main: begins with the page's heading. checkpoint: as in `document`."""
        is_cover = name == self.pages[0]
        title = self.title if is_cover else dotted(name.title, self.title)
        is_mirrored = reads_right_to_left(spoken())
        root = el(
            "html",
            self._head(title),
            el(
                "body",
                symbols,
                el("a", _("Skip to the words"), class_="skip", href="#main"),
                self._header(name),
                el("main", *main, id="main", tabindex="-1"),
                self._footer(),
            ),
            lang=_language(),
            dir="rtl" if is_mirrored else "ltr",
        )
        return document(root, checkpoint)

    def _head(self, title: str) -> Element:
        return el(
            "head",
            el("meta", charset="utf-8"),
            el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            el("meta", name="referrer", content="no-referrer"),
            el("meta", name="viewport", content=_VIEWPORT),
            el("meta", name="color-scheme", content=_SCHEMES),
            el("meta", name="robots", content="noindex"),
            el("title", title),
            el("link", rel="stylesheet", href="style.css"),
            el("script", src="script.js", defer=""),
        )

    def _header(self, here: PageName) -> Element:
        items = []
        for page in self.pages:
            link = el("a", page.title, href=page.file, dir="auto")
            if page == here:
                link.set("aria-current", "page")
            items.append(el("li", link))
        nav = el("nav", el("ul", items), aria_label=_("Pages"))
        # Words for the search, which only a script can do; it makes its field of them.
        search = el(
            "div",
            id="search",
            data_label=_("Search"),
            data_none=_("No matches"),
            data_found=_("Matches"),
            data_more=_("There are more. Type another word."),
        )
        return el("header", nav, search)

    def _footer(self) -> Element:
        # Translators: the foot of each page of a keepsake. date: “21 November 2026”
        said = [_("Made with OST My Heart on {date}.", date=self.made)]
        if self.has_sound:
            said.append(
                _(
                    "The music belongs to those who made it. The short passages here are for "
                    "whoever was given this folder: please don’t publish them."
                )
            )
        return el("footer", [el("p", sentence) for sentence in said])


def _language() -> str:
    code = spoken()
    return code.replace("_", "-")
