"""The spaCy component: ``nlp.add_pipe("reportedly")`` gives each ``Doc`` its record as ``doc._.reportedly``."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.article import Article
from reportedly.coder import Coder
from reportedly.errors import ReportedlyError
from reportedly.record import Record

__all__ = ["Reportedly", "make"]

#: What else is known of a text, read from ``doc.user_data``.
_KNOWN = ("id", "title", "published", "outlet", "url", "language")


class Reportedly:
    """Codes the text of each ``Doc``. It reads the text with its own parser, so it works in a blank pipeline too.

    The record is kept in ``doc.user_data["reportedly"]`` as JSON, so it goes along in ``doc.to_bytes()`` and to other
    processes, and is read anew each time it is asked for.

    A text that can't be coded (empty, not English, too long) has None for its record, and a warning says why; the others
    go on.

    Args:
        coder: reads the texts; ``nlp.add_pipe("reportedly", config={…})`` takes codebook, registry, events, statements,
            times and language, as `Coder` does.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("reportedly")
    >>> doc = nlp.make_doc("Norway sent food aid to Malawi on Monday.")
    >>> doc.user_data["published"] = "2024-05-02"
    >>> event = nlp(doc)._.reportedly.events[0]
    >>> event.type, event.time.start
    ('AID', '2024-04-29')
    """

    def __init__(self, coder: Coder) -> None:
        self.coder = coder
        if not Doc.has_extension("reportedly"):
            Doc.set_extension("reportedly", getter=_record)

    def __call__(self, doc: Doc) -> Doc:
        """Code one text."""
        (done,) = self.pipe([doc])
        return done

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Code many texts in shared batches."""
        waiting: deque[tuple[Doc, bool]] = deque()

        def articles() -> Iterator[Article]:
            for doc in stream:
                article = self._readable(doc)
                waiting.append((doc, article is not None))
                if article is not None:
                    yield article

        for record in self.coder.code_many(articles()):
            while not waiting[0][1]:
                yield waiting.popleft()[0]
            doc, _ = waiting.popleft()
            doc.user_data["reportedly"] = record.to_json()
            yield doc
        yield from (doc for doc, _ in waiting)

    def _readable(self, doc: Doc) -> Article | None:
        doc.user_data.pop("reportedly", None)
        known = {name: doc.user_data[name] for name in _KNOWN if doc.user_data.get(name) is not None}
        if isinstance(known.get("published"), date):
            known["published"] = known["published"].isoformat()
        try:
            return self.coder.check(Article(text=doc.text, **known))
        except ReportedlyError as error:
            warnings.warn(f"reportedly: {doc.text[:40]!r} has no record: {error}", stacklevel=3)
            return None


def _record(doc: Doc) -> Record | None:
    line = doc.user_data.get("reportedly")
    return None if line is None else Record.from_json(line)


@Language.factory("reportedly", assigns=["doc._.reportedly"])
def make(
    nlp: Language,
    name: str,
    codebook: str = "plover",
    registry: str = "default",
    events: str = "thorough",
    statements: str = "thorough",
    times: str = "auto",
    language: str = "en",
) -> Reportedly:
    """What ``nlp.add_pipe("reportedly", config=…)`` calls."""
    given: dict[str, Any] = {"codebook": codebook, "registry": registry, "events": events, "statements": statements, "times": times,
                             "language": language}  # fmt: skip
    return Reportedly(Coder(**given))
