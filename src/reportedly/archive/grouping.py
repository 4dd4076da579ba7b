"""Grouping: reports of one act put together, the most alike first, beside the happenings that are there already."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from reportedly.archive.likeness import Report, likeness

__all__ = ["group"]

#: Mean likeness from which two groups of reports are one.
ENOUGH = 0.0
#: A report is compared with so many others at most, those that share most signs first.
CANDIDATES = 100
#: A sign that more reports have than this tells too little to look them all up.
COMMON = 400
# Likeness of two reports that have no sign in common, or can't be of one act; finite, so that one odd report among
# many doesn't keep a group apart.
APART, UNLIKE = -20.0, -3.0

Pair = tuple[int, int]


def group(known: Sequence[tuple[str, Report]], fresh: Sequence[Report]) -> list[tuple[str | None, list[int]]]:
    """The fresh reports in groups, each a happening that is there (by its id) or a new one (None).

    Groups whose reports are most alike on average are joined first. Two known happenings stay two.

    Args:
        known: reports with the ids of their happenings.
        fresh: reports that have none; the groups hold their indices, in order.
    """
    reports = [report for _, report in known] + list(fresh)
    happenings = list(dict.fromkeys(id for id, _ in known))
    own = {id: number for number, id in enumerate(happenings)}
    group_of = [own[id] for id, _ in known] + list(range(len(happenings), len(happenings) + len(fresh)))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, number in enumerate(group_of):
        members[number].append(at)
    _join(_Links(_alike(reports, fixed=len(known)), group_of, members), members, fixed=len(happenings))
    return [
        (happenings[number] if number < len(happenings) else None, sorted(at - len(known) for at in found if at >= len(known)))
        for number, found in sorted(members.items(), key=lambda item: min(at for at in item[1]))
        if any(at >= len(known) for at in found)
    ]  # fmt: skip


class _Links:
    """How alike groups are: the sum and number of the likenesses between their reports."""

    def __init__(
        self, alike: Iterator[tuple[Pair, float]], group_of: list[int], members: dict[int, list[int]]
    ) -> None:
        self.sums: defaultdict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._members = members
        for (one, other), value in alike:
            self.add(group_of[one], group_of[other], value, 1)

    def add(self, one: int, other: int, value: float, number: int) -> None:
        """Count likenesses between two groups."""
        if one != other:
            sum_, count = self.sums[one].get(other, (0.0, 0))
            self.sums[one][other] = self.sums[other][one] = (sum_ + value, count + number)

    def mean(self, one: int, other: int) -> float:
        """Mean likeness of two groups; pairs that were never compared are unlike."""
        value, count = self.sums[one][other]
        pairs = len(self._members[one]) * len(self._members[other])
        return (value + UNLIKE * (pairs - count)) / pairs

    def merge(self, one: int, other: int) -> None:
        """Let one group take another's links."""
        for third, (value, count) in self.sums.pop(other, {}).items():
            self.sums[third].pop(other, None)
            self.add(one, third, value, count)


def _join(links: _Links, members: dict[int, list[int]], *, fixed: int) -> None:
    """Put groups together until none are alike enough; the first ``fixed`` are known and stay apart."""
    version: Counter[int] = Counter()
    waiting: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, other: int) -> None:
        one, other = sorted((one, other))
        if other < fixed:
            return
        mean = links.mean(one, other)
        if mean >= ENOUGH:
            heapq.heappush(waiting, (-mean, one, other, version[one], version[other]))

    for one in sorted(links.sums):
        for other in sorted(links.sums[one]):
            if one < other:
                offer(one, other)
    while waiting:
        _, one, other, first, second = heapq.heappop(waiting)
        if one not in members or other not in members or (version[one], version[other]) != (first, second):
            continue
        members[one] += members.pop(other)
        version[one] += 1
        links.merge(one, other)
        for third in sorted(links.sums[one]):
            offer(one, third)


def _alike(reports: Sequence[Report], *, fixed: int) -> Iterator[tuple[Pair, float]]:
    """The likenesses of reports that share a sign, each pair once; two known ones aren't compared."""
    by_sign: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        shared: Counter[int] = Counter()
        for sign in _signs(report):
            key = (report.key[0], report.key[2], sign)
            if at >= fixed:
                shared.update(by_sign[key][-COMMON:])
            by_sign[key].append(at)
        for other, _ in shared.most_common(CANDIDATES):
            yield (other, at), max(likeness(report, reports[other]), APART)


def _signs(report: Report) -> Iterator[str]:
    """What two reports of one act nearly always share one of: a party, or one of the article's telling words."""
    for name in sorted(report.sources | report.targets):
        yield f"party {name}"
    for word, _ in sorted(report.about.items(), key=lambda pair: (-pair[1], pair[0]))[:12]:
        yield f"word {word}"
