"""Which drafts stay statements: no doubles, no wishes inside what somebody says, each participle its own share."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.record import Region
from reportedly.steps.drafts import Draft
from reportedly.steps.quoting import Passage

__all__ = ["NESTED", "Neighbourhood", "part_drafts", "settle"]


#: Length of a stretch in code points.
BLOCK = 512


class Neighbourhood:
    """Drafts by the stretches of text that their contents touch, so that only near ones are compared."""

    def __init__(self, drafts: Iterable[Draft], passages: Sequence[Passage]) -> None:
        self._starts: dict[Region, list[int]] = {
            region: [p.start for p in passages if p.region == region] for region in ("title", "text")
        }
        self._passages = {region: [p for p in passages if p.region == region] for region in ("title", "text")}
        self._drafts: defaultdict[tuple[Region, int], list[Draft]] = defaultdict(list)
        for draft in drafts:
            self.add(draft)

    @staticmethod
    def _blocks(draft: Draft) -> list[int]:
        touched: set[int] = set()
        for start, end in draft.content:
            touched.update(range(start // BLOCK, max(start, end - 1) // BLOCK + 1))
        return sorted(touched)

    def add(self, draft: Draft) -> None:
        """Take a draft in."""
        for number in self._blocks(draft):
            self._drafts[draft.region, number].append(draft)

    def passage_at(self, region: Region, at: int) -> Passage:
        """The paragraph that a code point lies in."""
        return self._passages[region][max(0, bisect.bisect_right(self._starts[region], at) - 1)]

    def passage_of(self, draft: Draft) -> Passage:
        """The paragraph that the draft's content begins in."""
        return self.passage_at(draft.region, min(draft.content)[0])

    def touching(self, draft: Draft) -> list[Draft]:
        """Other drafts whose content touches the same stretches as this one's."""
        found: dict[int, Draft] = {}
        for number in self._blocks(draft):
            found.update((id(d), d) for d in self._drafts[draft.region, number] if d is not draft)
        return list(found.values())

    def around(self, draft: Draft) -> Draft | None:
        """The smallest draft whose content holds this one's cue."""
        first, end = draft.cue or draft.content[0]
        holding = [
            d
            for d in self._drafts.get((draft.region, first // BLOCK), ())
            if d is not draft
            and any(a <= first and end <= b for a, b in d.content)
            and d.size() > draft.size()
        ]
        return min(holding, key=Draft.size, default=None)


def settle(drafts: list[Draft], passages: Sequence[Passage], *, least: float) -> list[Draft]:
    """Keep the drafts that are statements.

    Args:
        drafts: all drafts of the article; contents may be cut.
        passages: the article's paragraphs.
        least: least reliability, 0 to 1.
    """
    likely = [d for d in drafts if d.reliability >= least and not _is_nobodys(d)]
    spoken = Neighbourhood([d for d in likely if d.complement == "label"], passages)
    # A quotation without a cue inside a turn or a headline's words is no statement of its own.
    likely = [d for d in likely if d.cue is not None or spoken.around(d) is None]
    kept = _without_doubles(likely, passages)
    part_drafts(kept, passages)
    near = Neighbourhood(kept, passages)
    return [
        draft
        for draft in kept
        if (draft.reading.family == "speech" and draft.reliability > NESTED) or near.around(draft) is None
    ]


#: Inside what somebody says only speech counts whose own cue is as sure as this, not each belief or wish.
NESTED = 0.9


def _is_nobodys(draft: Draft) -> bool:
    """Whether a noun with a phrase names no speaker: "hopes for a truce" are nobody's statement."""
    noun = draft.head is not None and draft.head.pos_ == "NOUN"
    return noun and draft.speaker is None and draft.complement not in {"clause", "question"}


def _without_doubles(drafts: list[Draft], passages: Sequence[Passage]) -> list[Draft]:
    """Of two statements with much the same content the more reliable one."""
    kept = Neighbourhood((), passages)
    found = []
    for draft in sorted(drafts, key=lambda d: (-d.reliability, -d.size())):
        if not any(_alike(draft, other) for other in kept.touching(draft)):
            kept.add(draft)
            found.append(draft)
    return found


def _alike(a: Draft, b: Draft) -> bool:
    if a.region != b.region:
        return False
    shared = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a.content for y in b.content)
    return shared > 0.7 * max(a.size(), b.size())


def part_drafts(drafts: list[Draft], passages: Sequence[Passage]) -> None:
    """End a content before the participle that starts the speaker's next one: "said it would rain, adding that …"."""
    near = Neighbourhood(drafts, passages)
    for later in drafts:
        head = later.head
        if head is None or later.cue is None or later.reading.family != "speech" or not head.i:
            continue
        before = head.nbor(-1)
        participle = head.tag_ == "VBG" and before.text == ","
        goes_on = head.dep_ == "conj" and before.lower_ in {"and", "but"}
        if not participle and not goes_on:
            continue
        comma = later.cue[0] - 1 - (len(before) if goes_on else 0)
        text = near.passage_of(later).text
        for draft in near.touching(later):
            if draft.quoted:
                continue
            if goes_on and (draft.head is None or later.speaker is None or later.speaker.i > draft.head.i):
                continue
            for at, (start, end) in enumerate(draft.content):
                if (
                    start < comma < end
                    and min(later.content)[0] > start
                    and draft.cue is not None
                    and draft.cue[0] < comma
                ):
                    cut = len(text[:comma].rstrip(" ,"))
                    if cut > start:
                        draft.content[at] = (start, cut)
                        del draft.content[at + 1 :]
                    break
