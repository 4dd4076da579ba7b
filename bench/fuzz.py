"""Fuzzing by hand: many harmed and senseless texts through the coder; each record's spans and JSON are checked."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bench.machine import describe
from bench.speed import read_articles
from reportedly import Article, Coder
from reportedly.record import Record

#: Texts that are coded together; one that fails is found by coding each alone.
_TOGETHER = 64
_ODD = (
    "\x00", "\x1b[1m", "\u200b", "\u202e", "\ud83d", "🙂", "👨‍👩‍👧", "e\u0301", "\r\n", "\n\n", "“", "”", '"', "'", "(", ")", "—", "...",
    ". ", ", ", " ", "\t", "1,000,000", "31 February", "25:61", "-0", "U.S.", "’s", "said", "not", "will", "denied", "according to",
)  # fmt: skip


def fuzz(folder: Path, *, cases: int, seed: int) -> Iterator[str]:
    """Lines about what failed, at last how many held.

    Args:
        folder: articles whose words are mixed and harmed.
        seed: of the chance; the same seed makes the same texts.
    """
    words = [word for article in read_articles(folder, words=1) for word in article.text.split(" ")]
    coder, started, failed, slowest = Coder(language="any"), time.perf_counter(), 0, 0.0
    texts = _texts(words, random.Random(seed))
    yield describe()
    for done in range(0, cases, _TOGETHER):
        some = list(islice(texts, min(_TOGETHER, cases - done)))
        begun = time.perf_counter()
        for article in _failing(coder, some):
            failed += 1
            yield f"failed: {article.text!r}, published {article.published}"
        slowest = max(slowest, time.perf_counter() - begun)
    yield (
        f"{cases:,} texts, seed {seed}: {failed} failed; {time.perf_counter() - started:,.0f} s, "
        f"the slowest {_TOGETHER} together {slowest:.1f} s"
    )


def _texts(words: Sequence[str], chance: random.Random) -> Iterator[Article]:
    while True:
        kind, length = chance.randrange(4), chance.randrange(1, 60)
        if kind == 0:
            text = "".join(
                chr(chance.choice((chance.randrange(128), chance.randrange(0x110000)))) for _ in range(length)
            )
        elif kind == 1:
            text = bytes(chance.randrange(256) for _ in range(length)).decode("utf-8", "replace")
        elif kind == 2:
            text = "".join(
                chance.choice(_ODD) + chance.choice(("", " ", chance.choice(words))) for _ in range(length)
            )
        else:
            at = chance.randrange(len(words))
            told = list(" ".join(words[at : at + length]))
            for _ in range(chance.randrange(1, 8)):
                told[chance.randrange(len(told) + 1) : chance.randrange(len(told) + 1)] = chance.choice(_ODD)
            text = "".join(told)
        day = date(2024, 2, 28) + timedelta(days=chance.randrange(-9_999, 9_999))
        yield Article(text=text if text.strip() else ".", published=chance.choice((None, str(day))))


def _failing(coder: Coder, articles: Sequence[Article]) -> Iterator[Article]:
    """The articles on which the coder fails, or whose record doesn't hold."""
    try:
        held = [_holds(record) for record in coder.code_many(articles)]
    except Exception:
        held = [_codes(coder, article) for article in articles]
    yield from (article for article, holds in zip(articles, held, strict=True) if not holds)


def _codes(coder: Coder, article: Article) -> bool:
    try:
        return _holds(coder.code(article))
    except Exception:
        return False


def _holds(record: Record) -> bool:
    text, title = record.article.text, record.article.title
    for span in record.spans():
        words = span.of(text, title)
        if not words or words != words.strip():
            return False
    return Record.from_json(record.to_json()) == record
