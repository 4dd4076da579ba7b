"""Sampling: which events of an archive to review, so many of each type, status, outlet or band of confidence.

The draw is by a hash of article and event: the same on every machine, and a larger one holds the smaller. Small strata are
taken whole, and what they leave goes to the larger ones. ``weight`` tells for how many events of its stratum each one stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from reportedly.archive.corrections import judgements
from reportedly.archive.filters import Filter, where_events
from reportedly.archive.finding import in_text
from reportedly.archive.judged import latest
from reportedly.archive.snapshot import Snapshot

__all__ = ["STRATA", "Stratum", "quotas", "sample"]

Stratum = Literal["type", "act", "made", "status", "outlet", "confidence"]
#: What a sample can be drawn by -> its expression.
STRATA: dict[str, str] = {
    "type": "type", "act": "act", "made": "made", "status": "status", "outlet": "coalesce(outlet, '?')",
    "confidence": "format('{:.1f}', least(floor(confidence * 10), 9) / 10)",
}  # fmt: skip


def quotas(counts: Mapping[str, int], number: int) -> dict[str, int]:
    """How many of each stratum: the same number, as far as it has so many.

    >>> quotas({"AID": 2, "ASSAULT": 50, "CONSULT": 50}, 10)
    {'AID': 2, 'ASSAULT': 4, 'CONSULT': 4}
    """
    found: dict[str, int] = {}
    left = number
    # The smallest first: what one of them can't fill goes to those after it.
    for at, name in enumerate(sorted(counts, key=lambda name: (counts[name], name))):
        found[name] = min(counts[name], left // (len(counts) - at))
        left -= found[name]
    return dict(sorted(found.items()))


def sample(
    snapshot: Snapshot,
    number: int,
    *,
    by: Stratum | None = None,
    keep: Filter | None = None,
    seed: int = 0,
    again: bool = False,
) -> Iterator[dict[str, Any]]:
    """Draw events to review; those of articles that copy another are left out.

    Args:
        number: how many in all, at most.
        by: draw the same number of each; None: of all alike.
        keep: only of those that pass.
        seed: another one gives another draw.
        again: whether events that were judged already may be drawn.
    """
    condition, values = where_events(keep or Filter())
    done = [] if again else [one for one in latest(judgements(snapshot)) if one.about == "event"]
    snapshot.given(
        "done", {"article": [one.article for one in done], "event": [str(one.item) for one in done]}
    )
    waiting = (
        f"SELECT *, {STRATA[by] if by else 'NULL::VARCHAR'} AS stratum, md5('{int(seed)}' || article || chr(31) || event) AS draw "
        f"FROM events WHERE {condition} {in_text(snapshot, keep)} AND copy_of IS NULL "
        + ("AND (article, event) NOT IN (SELECT (article, event) FROM done)" if done else "")
    )
    counted = snapshot.rows(f"SELECT stratum, count(*) AS n FROM ({waiting}) GROUP BY stratum", values)
    counts = {row["stratum"] or "": row["n"] for row in counted}
    quota = quotas(counts, number)
    snapshot.given("quota", {"name": quota.keys() or [""], "most": quota.values() or [0]})
    rows = snapshot.rows(
        "SELECT article, event, stratum, type, act, made, status, confidence, outlet, published_on, day, trigger, words, "
        f"sources, targets, voices, place FROM (SELECT *, row_number() OVER (PARTITION BY stratum ORDER BY draw) AS nth FROM ({waiting})) "
        "JOIN quota ON name = coalesce(stratum, '') WHERE nth <= most ORDER BY stratum, draw",
        values,
    )
    for row in rows:
        stratum = row["stratum"] or ""
        yield {
            "article": row["article"], "event": row["event"], "stratum": row["stratum"],
            "weight": round(counts[stratum] / quota[stratum], 4), "type": row["type"], "act": row["act"], "made": row["made"],
            "status": row["status"], "confidence": row["confidence"],
            "who": [party["name"] for party in row["sources"]], "whom": [party["name"] for party in row["targets"]],
            "voices": [party["name"] for party in row["voices"]], "day": row["day"] and row["day"].isoformat(),
            "place": row["place"],
            "trigger": row["trigger"], "words": row["words"], "outlet": row["outlet"],
        }  # fmt: skip
