"""A piece of work for another machine: articles in, their records' JSON or the reasons why there are none out.

A pure function of plain values, so any scheduler may run it, twice if it likes.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.article import Article
from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from reportedly.coder import Coder

__all__ = ["Answer", "code_segment"]

#: Keyword options of `Coder` as pairs in the order of their names.
Options = tuple[tuple[str, str | int], ...]


class Answer(NamedTuple):
    """What became of one article."""

    line: str | None
    skipped: str | None


def code_segment(articles: Sequence[Article], options: Options) -> list[Answer]:
    """Code articles with this process's coder, which is loaded once and kept.

    One that the coder refuses or fails on is told in its place, and the rest goes on.

    Raises:
        ModelError, CodebookError, RegistryError: no coder can be made with these options on this machine.
    """
    coder = _coder(options)
    checked: list[Article | Answer] = []
    for article in articles:
        try:
            checked.append(coder.check(article))
        except ReportedlyError as error:
            checked.append(Answer(None, f"{error.code} {error.what}"))
    try:
        records = coder.code_many([one for one in checked if isinstance(one, Article)])
        lines = iter([record.to_json() for record in records])
    except Exception:
        return [_alone(coder, one) if isinstance(one, Article) else one for one in checked]
    return [Answer(next(lines), None) if isinstance(one, Article) else one for one in checked]


def _alone(coder: Coder, article: Article) -> Answer:
    try:
        return Answer(coder.code(article).to_json(), None)
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Answer(None, f"R000 the coder failed on this article ({what}); please report it")


@lru_cache(maxsize=1)
def _coder(options: Options) -> Coder:
    # A worker has its core; without this each would start threads for all of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from reportedly.coder import Coder

    return Coder(**dict(options))  # type: ignore[arg-type]
