"""Contents: which statements hold a span of the article, found by bisection, since long articles hold thousands of both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reportedly.record import Span, Statement

__all__ = ["Contents"]


class Contents:
    """The contents of an article's statements, by where they stand.

    Args:
        statements: all of the article.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        parts = sorted(
            (part.region, part.start, part.end, at)
            for at, statement in enumerate(statements)
            for part in statement.content
        )
        self._starts = [part[:2] for part in parts]
        self._parts = [part[2:] for part in parts]
        # How far the parts up to each reach: where that is short of a span, none of them holds it.
        self._reach = list(accumulate((part[:1] + part[2:3] for part in parts), max))

    def holding(self, span: Span) -> tuple[Statement, ...]:
        """The statements that say these words, in the statements' order."""
        found = set()
        at = bisect_right(self._starts, (span.region, span.start)) - 1
        while at >= 0 and self._reach[at] >= (span.region, span.end):
            end, statement = self._parts[at]
            if self._starts[at][0] == span.region and end >= span.end:
                found.add(statement)
            at -= 1
        return tuple(self._statements[one] for one in sorted(found))
