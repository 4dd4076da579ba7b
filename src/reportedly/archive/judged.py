"""Judged: what corrections come to: precision by step and type with its interval, and gold to measure a coder by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

from reportedly.archive.corrections import FIELDS, STEP_OF, Judgement, judgements
from reportedly.archive.finding import record_of
from reportedly.archive.snapshot import Snapshot

__all__ = ["Precision", "gold", "latest", "precision", "wilson"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many of the judged were right, and between which shares the truth lies (Wilson, 95 %)."""

    group: str
    name: str
    judged: int
    right: int
    low: float
    high: float


def wilson(right: int, judged: int, *, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if judged == 0:
        return 0.0, 1.0
    share = right / judged
    middle = share + z * z / (2 * judged)
    spread = z * sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    below = 1 + z * z / judged
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def latest(found: Iterable[Judgement]) -> list[Judgement]:
    """The judgement that counts for each item: the last one on it; items that are gone are left out."""
    kept = {(one.article, one.about, one.item): one for one in found if one.item is not None}
    return list(kept.values())


def precision(snapshot: Snapshot) -> list[Precision]:
    """Precision of what was judged: by step of the coder, by type of event, and by kind of item.

    An accepted item is right in each of its fields; a corrected one wrong in those that were changed; a rejected one
    wrong in what the item stands for, and its fields aren't counted.
    """
    counts: Counter[tuple[str, str, bool]] = Counter()
    found = latest(judgements(snapshot))
    types = _types(snapshot, found)
    for one in found:
        whole = not one.changes and one.verdict == "accept"
        counts["item", one.about, whole] += 1
        if one.about == "event":
            counts["type", types.get((one.article, one.item or ""), "?"), whole] += 1
        wrong = {FIELDS[one.about][field] for field in one.changes}
        if one.verdict == "reject":
            counts["step", STEP_OF[one.about], False] += 1
            continue
        for step in sorted(set(FIELDS[one.about].values())):
            counts["step", step, step not in wrong] += 1
    rows = []
    for group, name in sorted({(group, name) for group, name, _ in counts}):
        right, wrong_ones = counts[group, name, True], counts[group, name, False]
        low, high = wilson(right, right + wrong_ones)
        rows.append(
            Precision(group=group, name=name, judged=right + wrong_ones, right=right, low=low, high=high)
        )
    return rows


def gold(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Judged articles as gold, a line an article: the record, and each judged item as it should be.

    ``right`` says whether the item belongs into the record at all; ``item`` holds its fields with the changes made.
    """
    by_article: dict[str, list[Judgement]] = {}
    for one in latest(judgements(snapshot)):
        by_article.setdefault(one.article, []).append(one)
    for article, found in sorted(by_article.items()):
        record = json.loads(record_of(snapshot, article).to_json())
        items = {
            about: {item["id"]: item for item in record[f"{about}s"]}
            for about in ("event", "statement", "actor")
        }
        yield {
            "schema": "reportedly/judged/1",
            "id": article,
            "article": record["article"],
            "record": record,
            "judged": [
                {
                    "about": one.about,
                    "right": one.verdict != "reject",
                    "item": items[one.about][one.item or ""],
                    "changes": dict(one.changes),
                    "by": one.by,
                    "at": one.at,
                }
                for one in found
            ],
        }


def _types(snapshot: Snapshot, found: list[Judgement]) -> dict[tuple[str, str], str]:
    articles = sorted({one.article for one in found if one.about == "event"})
    if not articles:
        return {}
    marks = ", ".join("?" * len(articles))
    rows = snapshot.rows(f"SELECT article, event, type FROM events WHERE article IN ({marks})", articles)
    return {(row["article"], row["event"]): row["type"] for row in rows}
