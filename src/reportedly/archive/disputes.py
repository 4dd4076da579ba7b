"""Disputes: happenings that one voice asserts and another denies, or of which their accounts differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reportedly.archive.filters import Filter
from reportedly.archive.happenings import happenings
from reportedly.archive.snapshot import Snapshot

__all__ = ["disputes", "disputes_of"]

Row = dict[str, Any]

_ASSERTS = frozenset({"happened", "ongoing"})


def disputes(snapshot: Snapshot, keep: Filter | None = None, *, limit: int | None = None) -> Iterator[Row]:
    """Each dispute with its sides, a row for each thing that is in dispute (``whether``, ``killed``, ``who``, …)."""
    number = 0
    for happening in happenings(snapshot, keep, together=limit):
        for dispute in disputes_of(happening):
            if limit is not None and number >= limit:
                return
            number += 1
            yield dispute


def disputes_of(happening: Row) -> Iterator[Row]:
    """The disputes about one happening.

    A copy takes no side of its own. A figure is in dispute only between voices: one voice that corrects itself later
    is no dispute.
    """
    reports = [report for report in happening["reports"] if not report["copy_of"]]
    yield from _whether(happening, reports)
    for figure in ("killed", "injured", "size"):
        yield from _figures(happening, reports, figure)
    yield from _who(happening, reports)


def _whether(happening: Row, reports: list[Row]) -> Iterator[Row]:
    asserted = [report for report in reports if report["status"] in _ASSERTS]
    denied = [report for report in reports if report["status"] == "denied"]
    if not asserted or not denied:
        return
    if _voice_keys(asserted) == _voice_keys(denied):
        return
    yield _dispute(happening, "whether", {"happened": asserted, "denied": denied})


def _figures(happening: Row, reports: list[Row], figure: str) -> Iterator[Row]:
    by_value: defaultdict[int, list[Row]] = defaultdict(list)
    for report in reports:
        value = report["figures"].get(figure)
        if value is not None and report["status"] in _ASSERTS:
            by_value[value].append(report)
    if len(by_value) < 2:
        return
    voices = [_voice_keys(said) for said in by_value.values()]
    if all(keys == voices[0] for keys in voices):
        return
    yield _dispute(happening, figure, {str(value): by_value[value] for value in sorted(by_value)})


def _who(happening: Row, reports: list[Row]) -> Iterator[Row]:
    """Two voices that each name somebody else as the one who did it."""
    by_source: dict[str, list[Row]] = {}
    for report in reports:
        if report["status"] in _ASSERTS and report["who"]:
            by_source.setdefault(" and ".join(sorted(report["who"])), []).append(report)
    if len(by_source) < 2:
        return
    names = [set(report["who"]) for said in by_source.values() for report in said[:1]]
    if any(one & other for at, one in enumerate(names) for other in names[at + 1 :]):
        return
    if len({frozenset(_voice_keys(said)) for said in by_source.values()}) < 2:
        return
    yield _dispute(happening, "who", by_source)


def _dispute(happening: Row, about: str, sides: dict[str, list[Row]]) -> Row:
    return {
        "happening": happening["id"],
        "about": about,
        "type": happening["type"],
        "sources": happening["sources"],
        "targets": happening["targets"],
        "sides": [
            {
                "claim": claim,
                "voices": _distinct(voice for report in said for voice in report["voices"]),
                "reports": [
                    {key: report[key] for key in ("article", "event", "outlet", "published", "words")}
                    for report in said
                ],
            }
            for claim, said in sides.items()
        ],
    }


def _key(voice: Row) -> str:
    return f"{voice['article_itself']} {voice['registry'] or voice['country'] or ''} {voice['name'] or ''}"


def _voice_keys(reports: list[Row]) -> set[str]:
    return {_key(voice) for report in reports for voice in report["voices"]}


def _distinct(voices: Iterator[Row]) -> list[Row]:
    return list({_key(voice): voice for voice in voices}.values())
