"""How long each view of an archive takes for its first rows, warm, with one filter at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from bench.machine import describe
from reportedly.archive import Archive
from reportedly.archive.disputes import disputes
from reportedly.archive.dyads import dyads, network
from reportedly.archive.filters import Filter
from reportedly.archive.finding import find_events, find_statements, record_of
from reportedly.archive.happenings import happenings
from reportedly.archive.promises import promises
from reportedly.archive.snapshot import Snapshot

__all__ = ["measure"]

#: A view of an archive.
Call = Callable[[], Iterator[Any]]
#: Rows that are waited for.
FIRST = 100


def measure(path: Path, *, rounds: int, only: str = "") -> Iterator[str]:
    """Lines of the report, as they come: milliseconds, the median of some rounds after one to warm up.

    Args:
        path: an archive.
        only: lines that begin so.
    """
    with Archive(path) as archive:
        opening = _milliseconds(lambda: archive.snapshot().close(), rounds)
        with archive.snapshot() as snapshot:
            yield describe()
            told = {
                name: next(snapshot.rows(f"SELECT count(*) AS n FROM {name}"))["n"]
                for name in ("articles", "events")
            }
            yield f"{path.name}: {told['articles']:,} articles, {told['events']:,} events; first {FIRST} rows, milliseconds"
            yield f"{'open a snapshot':40} {opening:9,.1f}"
            for name, call in _calls(snapshot):
                if name.startswith(only):
                    yield _line(name, call, rounds)


def _calls(snapshot: Snapshot) -> Iterator[tuple[str, Call]]:
    """Each view with each filter."""
    a, b = next(
        (row["a"], row["b"])
        for row in snapshot.rows(
            "SELECT a, b FROM pairs WHERE a <> b GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1"
        )
    )
    some = next(snapshot.rows("SELECT article, outlet, place FROM events WHERE place IS NOT NULL LIMIT 1"))
    day = next(snapshot.rows("SELECT max(day) AS day FROM pairs"))["day"]
    yield f"dyads {a} {b} by month, the heaviest", lambda: dyads(snapshot, a, b)
    pairs = list(snapshot.rows(
        "SELECT least(a, b) AS a, greatest(a, b) AS b FROM pairs WHERE a <> b GROUP BY 1, 2 ORDER BY count(*), 1, 2"
    ))  # fmt: skip
    middle = pairs[len(pairs) // 2]
    yield (
        f"dyads {middle['a']} {middle['b']} by month, the middle one",
        lambda: dyads(snapshot, middle["a"], middle["b"]),
    )
    yield "events of one article", lambda: find_events(snapshot, Filter(article=some["article"]))
    yield "record of one article", lambda: iter([record_of(snapshot, some["article"])])
    filters = {
        "no filter": None,
        f"actor {a}": Filter(actor=a),
        f"between {a} {b}": Filter(between=(a, b)),
        "type SANCTION": Filter(type="SANCTION"),
        "status denied": Filter(status="denied"),
        f"since {day.year}": Filter(since=date(day.year, 1, 1)),
        f"voice {a}": Filter(voice=a),
        f"outlet {some['outlet']}": Filter(outlet=some["outlet"]),
        f"place {some['place']}": Filter(place=some["place"]),
        "text of a few articles": Filter(text='"Georgia sanctioned"'),
        "text of every other article": Filter(text="visited"),
    }
    views: dict[str, Callable[[Filter | None], Iterator[Any]]] = {
        "find": lambda keep: find_events(snapshot, keep, limit=FIRST),
        "statements": lambda keep: find_statements(snapshot, keep, limit=FIRST),
        "happenings": lambda keep: happenings(snapshot, keep, limit=FIRST),
        "disputes": lambda keep: disputes(snapshot, keep, limit=FIRST),
        "network": lambda keep: network(snapshot, keep=keep, limit=FIRST),
        "promises": lambda keep: promises(snapshot, keep, limit=FIRST),
    }
    for view, call in views.items():
        for name, keep in filters.items():
            yield f"{view}, {name}", partial(call, keep)


def _line(name: str, call: Call, rounds: int) -> str:
    rows = [0]

    def read() -> None:
        rows[0] = sum(1 for _ in islice(call(), FIRST))

    return f"{name:40} {_milliseconds(read, rounds):9,.1f}  ({rows[0]} rows)"


def _milliseconds(call: Callable[[], None], rounds: int) -> float:
    """The median of some rounds after one to warm up; that one alone where it takes half a minute."""
    spent: list[float] = []
    while len(spent) <= rounds and sum(spent) < 30_000:
        started = time.perf_counter()
        call()
        spent.append(1000 * (time.perf_counter() - started))
    return median(spent[1:] or spent)
