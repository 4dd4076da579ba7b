"""The spaCy component: ``nlp.add_pipe("reportedly")`` gives each ``Doc`` its record as ``doc._.reportedly``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.article import Article
from reportedly.coder import Coder

__all__ = ["Reportedly", "make"]

#: What else is known of a text, read from ``doc.user_data``.
_KNOWN = ("id", "title", "published", "outlet", "url", "language")


class Reportedly:
    """Codes the text of each ``Doc``. It reads the text with its own parser, so it works in a blank pipeline too.

    Args:
        coder: reads the texts; ``nlp.add_pipe("reportedly", config={…})`` takes what `Coder` takes.

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
            Doc.set_extension("reportedly", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Code one text.

        Raises:
            LanguageError, TooLongError: as `Coder.check` does.
        """
        doc._.reportedly = self.coder.code(_article(doc))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Code many texts in shared batches."""
        docs, again = tee(stream)
        for doc, record in zip(docs, self.coder.code_many(map(_article, again))):
            doc._.reportedly = record
            yield doc


def _article(doc: Doc) -> Article:
    known = {name: doc.user_data[name] for name in _KNOWN if doc.user_data.get(name) is not None}
    return Article(text=doc.text, **known)


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
