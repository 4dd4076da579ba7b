"""Promises: what a voice said would happen, or demanded, and what became of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, islice
from typing import Any

from reportedly.archive.filters import Filter
from reportedly.archive.happenings import happenings
from reportedly.archive.likeness import words_of
from reportedly.archive.snapshot import Snapshot

__all__ = ["promises", "promises_among"]

Row = dict[str, Any]

#: The statuses of a deed to come.
_TO_COME = ("planned", "wanted")
#: A deed counts for a promise without a date so many days after it was made, at most.
REMEMBERED = 400
#: Share of the promise's telling words that the deed's sentence has to repeat, where the parties agree.
REPEATED = 0.12
#: A deed this late still keeps a promise: news is late too.
GRACE = timedelta(days=3)
#: So many days the reports of one happening may lie apart.
_SPREAD = timedelta(days=31)
#: Happenings looked through at first, and at most, before their answers are looked for.
_TOGETHER, _MOST = 112, 4_096

_MOOT = frozenset(
    [
        "call",
        "cancel",
        "postpon",
        "suspend",
        "resign",
        "oust",
        "topple",
        "die",
        "dissolv",
        "replac",
        "overtak",
        "scrap",
        "abandon",
        "shelv",
        "withdraw",
    ]
)


@dataclass(frozen=True, eq=False)
class _Deed:
    """A later happening that might answer a promise; its words are only looked at where its parties fit."""

    id: str
    at: int
    day: date
    sources: frozenset[str]
    targets: frozenset[str]
    sentences: tuple[str, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of all its reports."""
        return frozenset(word for sentence in self.sentences for word in words_of(sentence))


def promises(
    snapshot: Snapshot,
    keep: Filter | None = None,
    *,
    as_of: date | None = None,
    due_since: date | None = None,
    due_until: date | None = None,
    limit: int | None = None,
) -> Iterator[Row]:
    """Events whose act is planned, vowed, threatened or demanded, and what answered each.

    Args:
        keep: a promise passes where one of the reports that tell of it does; what answers it need not.
        as_of: the day from which a date that has passed is a broken promise; default: the archive's latest publication.
        due_since: only what falls due on this day or later; ``due_until``: on this day or earlier.
        limit: at most so many.
    """
    found = _found(snapshot, keep, as_of, (due_since, due_until), together=limit or _TOGETHER)
    yield from islice(found, limit) if limit is not None else found


def _found(
    snapshot: Snapshot,
    keep: Filter | None,
    as_of: date | None,
    due: tuple[date | None, date | None],
    *,
    together: int,
) -> Iterator[Row]:
    """Promises some at a time, each lot with the deeds of the days in which one could have been kept."""
    today = as_of or next(snapshot.rows("SELECT max(published_on) AS day FROM events"))["day"]
    asked = happenings(snapshot, keep, statuses=_TO_COME, together=together)
    while lot := list(islice(asked, together)):
        made = [
            (promise, happening)
            for happening in lot
            if (promise := _promise(happening)) is not None
            and (due == (None, None) or _falls_due(promise["due"], *due))
        ]
        if made:
            deeds = _by_act(_deeds_told(snapshot, [promise for promise, _ in made]))
            for promise, happening in made:
                yield promise | _outcome(promise, happening, deeds, today)
        together = min(2 * together, _MOST)


def _deeds_told(snapshot: Snapshot, promises: list[Row]) -> Iterator[tuple[str, _Deed]]:
    """The happenings that could answer one of these promises, by act."""
    acts = sorted({promise["act"] for promise in promises})
    days = [promise["said"] for promise in promises]
    names = sorted(_names(party for promise in promises for party in promise["sources"]))
    near, bounds = "TRUE", []
    if None not in days:
        first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
        # A happening's reports differ by some days, and it started on the day of the one that was added first.
        near = "(started BETWEEN ? AND ? OR started IS NULL)"
        bounds = [first - _SPREAD, last + timedelta(days=REMEMBERED) + _SPREAD]
    # One of its reports tells such an act, one shares a source with what it answers.
    rows = snapshot.rows(
        f"WITH told AS (SELECT DISTINCT happening FROM events_joined WHERE {near} "
        "AND (act IN (SELECT unnest(?::VARCHAR[])) OR type = 'REJECT')), "
        f"chosen AS (SELECT DISTINCT happening FROM parties_joined SEMI JOIN told USING (happening) "
        f"WHERE {near} AND side = 'source' AND (country IN {_GIVEN} OR registry IN {_GIVEN} OR name IN {_GIVEN})) "
        "SELECT happening, type, act, status, day, sources, targets, words "
        f"FROM events_joined SEMI JOIN chosen USING (happening) WHERE {near} "
        "ORDER BY started NULLS LAST, happening, published, article, length(event), event",
        [*bounds, acts, *bounds, names, names, names, *bounds],
    )
    for at, (id, reports) in enumerate(groupby(rows, key=lambda row: row["happening"])):
        yield from _deed(id, at, list(reports))


_GIVEN = "(SELECT unnest(?::VARCHAR[]))"


def _names(parties: Iterable[Row]) -> set[str]:
    """Countries, registry ids and names in lower case."""
    return {
        name
        for party in parties
        for name in (party["country"], party["registry"], party["name"].lower(), party["name"].casefold())
        if name
    }


def promises_among(
    everything: list[Row],
    chosen: Collection[str] | None = None,
    *,
    as_of: date | None = None,
    due_since: date | None = None,
    due_until: date | None = None,
) -> Iterator[Row]:
    """The same of happenings that are at hand.

    Args:
        everything: all happenings, among which answers are looked for.
        chosen: ids of those whose promises are asked for; None: all.
        as_of, due_since, due_until: as of `promises`.
    """
    latest = max((row["last_seen"][:10] for row in everything if row["last_seen"]), default=None)
    today = as_of or (date.fromisoformat(latest) if latest else None)
    deeds = _by_act(_deeds(everything))
    for happening in everything:
        promise = _promise(happening)
        if promise is None or (chosen is not None and happening["id"] not in chosen):
            continue
        if (due_since or due_until) and not _falls_due(promise["due"], due_since, due_until):
            continue
        yield promise | _outcome(promise, happening, deeds, today)


def _falls_due(due: list[str | None] | None, since: date | None, until: date | None) -> bool:
    """Whether the last day of what was promised lies between two days, both included."""
    end = due and (due[1] or due[0])
    if not due or not end:
        return False
    # The interval is half-open: its last day is the one before its end.
    last = date.fromisoformat(end[:10]) - timedelta(days=1 if due[1] else 0)
    return (since is None or last >= since) and (until is None or last <= until)


def _promise(happening: Row) -> Row | None:
    """A happening that speaks of a deed to come, as a promise; None where it does not."""
    reports = [report for report in happening["reports"] if report["status"] in _TO_COME]
    if not reports or all(report["made"] == "denied" for report in reports):
        return None
    first = reports[0]
    due = next((report["due"] for report in reports if report["due"]), None)
    kind = (
        "threatened" if happening["type"] == "THREATEN"
        else "demanded" if first["status"] == "wanted"
        else "promised" if happening["type"] in {"AGREE", "CONCEDE", "RETREAT"}
        else "planned"
    )  # fmt: skip
    return {
        "id": "p" + happening["id"].removeprefix("h"),
        "article": first["article"],
        "event": first["event"],
        "kind": kind,
        "by": first["by"],
        "act": first["act"],
        "sources": first["act_sources"],
        "targets": first["act_targets"],
        "said": first["day"],
        "due": due,
    }


def _deeds(everything: list[Row]) -> Iterator[tuple[str, _Deed]]:
    """The happenings that could answer a promise, by act."""
    for at, row in enumerate(everything):
        reports = [
            report | {"day": date.fromisoformat(report["day"]) if report["day"] else None, "type": row["type"]}
            | {"sources": row["sources"], "targets": row["targets"]}
            for report in row["reports"]
        ]  # fmt: skip
        yield from _deed(row["id"], at, reports)


def _deed(id: str, at: int, reports: list[Row]) -> Iterator[tuple[str, _Deed]]:
    """What was reported as done, or refused, under its act: a refusal also under what is refused in general."""
    days = [report["day"] for report in reports if report["day"]]
    refused = reports[0]["type"] == "REJECT"
    if not days or (
        not refused and not any(report["status"] in {"happened", "ongoing"} for report in reports)
    ):
        return
    deed = _Deed(
        id=id,
        at=at,
        day=min(days),
        sources=_keys([party for report in reports for party in report["sources"]]),
        targets=_keys([party for report in reports for party in report["targets"]]),
        sentences=tuple(report["words"] for report in reports),
    )
    acts = [report["act"] for report in reports]
    act = acts[0] if len(acts) == 1 else Counter(acts).most_common(1)[0][0]
    yield (f"not {act}" if refused else act), deed
    if refused:
        yield "not ?", deed


def _by_act(deeds: Iterable[tuple[str, _Deed]]) -> dict[str, list[_Deed]]:
    """Each act's deeds in the order of their days."""
    found: defaultdict[str, list[_Deed]] = defaultdict(list)
    for act, deed in deeds:
        found[act].append(deed)
    for some in found.values():
        some.sort(key=_day)
    return found


def _day(deed: _Deed) -> date:
    return deed.day


def _outcome(promise: Row, happening: Row, deeds: dict[str, list[_Deed]], today: date | None) -> Row:
    said = date.fromisoformat(promise["said"]) if promise["said"] else None
    due_end = date.fromisoformat(promise["due"][1][:10]) if promise["due"] and promise["due"][1] else None
    words = frozenset(word for report in happening["reports"] for word in words_of(report["words"]))
    kept = _answer(promise, words, deeds.get(promise["act"], []), said, due_end)
    if kept is not None:
        late = due_end is not None and kept.day > due_end + GRACE
        return {"outcome": "broken" if late else "kept", "happening": kept.id}
    refused = _answer(promise, words, deeds.get(f"not {promise['act']}", []), said, None)
    if refused is not None:
        moot = bool(refused.words & _MOOT)
        return {"outcome": "overtaken" if moot else "broken", "happening": refused.id}
    if due_end is not None and today is not None and today > due_end + GRACE:
        return {"outcome": "broken" if promise["kind"] != "demanded" else "open", "happening": None}
    return {"outcome": "open", "happening": None}


def _answer(
    promise: Row, words: frozenset[str], candidates: list[_Deed], said: date | None, due_end: date | None
) -> _Deed | None:
    """The later deed of the same act and parties that is most alike in words, the first seen where some are as much so.

    Candidates are in the order of their days.
    """
    sources, targets = _keys(promise["sources"]), _keys(promise["targets"])
    best: tuple[float, int, _Deed] | None = None
    if said is not None:
        last = said + timedelta(days=REMEMBERED)
        candidates = candidates[
            bisect_left(candidates, said, key=_day) : bisect_right(candidates, last, key=_day)
        ]
    for deed in candidates:
        if not sources & deed.sources or (targets and deed.targets and not targets & deed.targets):
            continue
        alike = len(words & deed.words) / (len(words) or 1)
        if alike < REPEATED:
            continue
        if best is None or (alike, -deed.at) > best[:2]:
            best = (alike, -deed.at, deed)
    return best[2] if best else None


def _keys(parties: list[Row]) -> frozenset[str]:
    """What joins a party across articles: its registry id and country, else its folded name."""
    keys = set()
    for party in parties:
        keys.add(party["registry"] or party["name"].casefold())
        if party["country"]:
            keys.add(f"{party['country']} {' '.join(party['sectors'] or [])}".strip())
    return frozenset(keys)
