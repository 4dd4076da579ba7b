"""Markup: the text of a bit of HTML, such as a feed's entry holds, with its paragraphs apart."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["text_of"]

_PARAGRAPHS = frozenset(
    "p div section article blockquote ul ol table tr pre figure header footer aside h1 h2 h3 h4 h5 h6 hr".split()
)
_LINES = frozenset({"br", "li", "dt", "dd", "td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "figcaption", "noscript"})


def text_of(markup: str) -> str:
    """The text of a bit of HTML; what has neither tags nor entities stays as it is, but for its spaces.

    >>> text_of("<p>Aid <b>came</b>.</p><p>Rain &amp; snow fell.</p>")
    'Aid came.\\n\\nRain & snow fell.'
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    paragraphs = re.split("\x1d+", "".join(reader.parts))
    lines = ([" ".join(line.split()) for line in paragraph.split("\x1e")] for paragraph in paragraphs)
    return "\n\n".join(filter(None, ("\n".join(filter(None, some)) for some in lines)))


class _Reader(HTMLParser):
    """Collects text; between paragraphs stands a group separator, between lines a record separator."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\x1d", " ").replace("\x1e", " "))

    def _part(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\x1d")
        elif tag in _LINES:
            self.parts.append("\x1e")
