"""Which cue a quotation belongs to: the verb after it, the one before it, the part it goes on from, or none."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.language.cues import CueTable
from reportedly.record import Region
from reportedly.steps.parse import ParsedArticle, Sentence
from reportedly.steps.quotations import Quotation, quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Passage", "Quoted", "join_quotations", "passages"]

#: A cue stands this many tokens from its quotation at most.
FARTHEST = 45
#: Characters beside a quotation that are looked at.
NEAR = 200
_STOPS = frozenset({".", "!", "?", ";", "…"})
#: Forms that after a quotation are a cue, whatever the tagger makes of them.
_PLAIN_FORMS = frozenset({"said", "says", "read", "reads", "wrote", "added", "asked", "tweeted"})
_EMBEDDED = frozenset({"relcl", "acl"})


@dataclass(frozen=True)
class Passage:
    """One paragraph with its sentences and quotations; ``full`` are those that stand for an utterance of their own.

    Others are a part of the sentence around them: He called it a "mistake".
    """

    region: Region
    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    full: tuple[Quotation, ...]

    def quoted(self, at: int) -> bool:
        """Whether a code point stands in quotation marks."""
        return _inside(self.quotations, at)

    def uttered(self, at: int) -> bool:
        """Whether a code point stands in a quotation that is an utterance of its own."""
        return _inside(self.full, at)

    def words(self, start: int | None = None) -> tuple[int, int]:
        """Where it, or what of it begins at a code point, stands without white space at either end."""
        start = self.start if start is None else start
        inside = self.text[start : self.end]
        return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _inside(quotations: tuple[Quotation, ...], at: int) -> bool:
    number = bisect.bisect_right(quotations, at, key=lambda q: q.start) - 1
    return number >= 0 and at < quotations[number].end


@dataclass
class Quoted:
    """The parts of one quotation and its cue; without one, ``after`` is what it goes on from, if anything."""

    passage: Passage
    cue: Token | None = None
    sentence: Sentence | None = None
    parts: list[tuple[int, int]] = field(default_factory=list)
    after: Quoted | None = None
    colon: bool = False
    end_passage: Passage | None = None

    def __post_init__(self) -> None:
        self.end_passage = self.end_passage or self.passage


def passages(parsed: ParsedArticle) -> list[Passage]:
    """The paragraphs of an article in reading order."""
    found = []
    for (region, _), group in groupby(parsed.sentences, key=lambda s: (s.region, s.paragraph)):
        sentences = tuple(group)
        text = parsed.article.text if region == "text" else parsed.article.title or ""
        start, end = sentences[0].start, sentences[-1].end
        quoted = quotations(text, start, end)
        full = tuple(q for q in quoted if _is_full(text, q, start, end))
        found.append(Passage(region, text, start, end, sentences, quoted, full))
    return found


def _is_full(text: str, quotation: Quotation, start: int, end: int) -> bool:
    """Whether a quotation is an utterance of its own, by what stands before it and how it begins and ends."""
    inside = text[quotation.start + 1 : quotation.end - 1].strip()
    words = inside.split()
    if not words:
        return False
    before = text[max(start, quotation.start - NEAR) : quotation.start].rstrip()
    after = text[quotation.end : min(end, quotation.end + NEAR)].lstrip()
    comma = inside[-1:] in ",?!—" or after[:1] == ","
    if _is_name(words) and before[-1:] not in {":", ","}:
        return False
    starts = not before or before[-1] in '.?!:"”’)]' or before.endswith(("--", "—"))
    if starts:
        return len(words) > 2 or comma or inside[-1] in ".?!" or before[-1:] == ":" or not quotation.closed
    if before[-1] == ",":
        return words[0][:1].isupper() or len(words) > 3
    if _RESUMED.search(before):
        return True
    return words[0][:1].isupper() and len(words) > 3 and inside[-1] in ".,?!"


#: "…," he said, but "…"
_RESUMED = re.compile(r"[\"”'] [^\"“”,.]{2,60}, (?:and|but|or|yet|so|because|while|then|although)$")


def _is_name(words: list[str]) -> bool:
    """Whether quoted words are a title: "The Sound of Music"."""
    long = [w.strip("\"'“”‘’.,!?:;()") for w in words if len(w.strip("\"'“”‘’.,!?:;()")) > 3]
    return (
        0 < len(words) <= 12
        and (len(long) > 1 or len(words) > 1)
        and all(w[:1].isupper() for w in long)
        and bool(long)
    )


def join_quotations(passages: Sequence[Passage], table: CueTable) -> list[Quoted]:
    """Give each full quotation of the article to its cue, and join the parts of those that are interrupted."""
    found: list[Quoted] = []
    last: Quoted | None = None
    before: Passage | None = None
    for passage in passages:
        if passage.full:
            own = _of_passage(passage, table)
            first = own[0]
            if first.cue is None and first.parts[0][0] == passage.full[0].start and before is not None:
                opening = not passage.text[passage.start : first.parts[0][0]].strip()
                if opening and last is not None and last.end_passage is before and _stays_open(before):
                    last.parts.extend(first.parts)
                    last.end_passage = passage
                    own = own[1:]
                elif opening and _ends_in_colon(before):
                    cue = _cue_before_colon(before, table)
                    if cue is not None:
                        first.sentence, first.cue = cue
                        first.colon = True
                elif opening and last is not None and last.end_passage is before:
                    first.after = last
            for quoted in own:
                if (
                    quoted is own[0]
                    and last is not None
                    and last.cue is None
                    and last.end_passage is before
                    and quoted.cue is not None
                    and quoted.sentence in passage.sentences
                    and before is not None
                    and _stays_open(before)
                ):
                    quoted.parts = [*last.parts, *quoted.parts]
                    found.remove(last)
                found.append(quoted)
                last = quoted
        elif before is not None and _ends_in_colon(before) and passage.region == "text":
            cue = _cue_before_colon(before, table)
            if cue is not None and cue[1].i >= len(cue[0].doc) - 4:
                last = Quoted(passage, cue[1], cue[0], [passage.words()], colon=True)
                found.append(last)
        before = passage
    return found


def _stays_open(passage: Passage) -> bool:
    return bool(passage.full) and not passage.full[-1].closed


def _ends_in_colon(passage: Passage) -> bool:
    return passage.text[passage.start : passage.end].rstrip().endswith(":")


def _cue_before_colon(passage: Passage, table: CueTable) -> tuple[Sentence, Token] | None:
    sentence = passage.sentences[-1]
    if not sentence.parsed:
        return None
    tokens = [
        t for t in reversed(sentence.doc) if t.pos_ == "VERB" and "quote" in table.verbs.get(t.lemma_, {})
    ]
    tokens = [t for t in tokens if t.dep_ not in _EMBEDDED] or tokens
    return (sentence, tokens[0]) if tokens else None


def _of_passage(passage: Passage, table: CueTable) -> list[Quoted]:
    text = passage.text
    placed = [(s.start + t.idx, s, t) for s in passage.sentences if s.parsed for t in s.doc]
    offsets = [at for at, _, _ in placed]
    found: list[Quoted] = []
    by_cue: dict[tuple[int, int], Quoted] = {}
    for number, quotation in enumerate(passage.full):
        low = passage.full[number - 1].end if number else passage.start
        high = passage.full[number + 1].start if number + 1 < len(passage.full) else passage.end
        following = placed[bisect.bisect_left(offsets, quotation.end) : bisect.bisect_left(offsets, high)]
        preceding = placed[bisect.bisect_left(offsets, low) : bisect.bisect_left(offsets, quotation.start)]
        inside = text[quotation.start : quotation.end].rstrip("\"”'’»")
        comma = inside.endswith(",") or text[quotation.end : quotation.end + 1] == ","
        after = _after(following, table) if quotation.closed else None
        lead = text[low : quotation.start].rstrip()
        cue = None
        if comma and after is not None:
            cue = after
        else:
            cue = _before(preceding, lead, table)
            if cue is None and after is not None and (not inside.endswith(".") or not _has_clause(after[1])):
                cue = after
        if cue is None and found and _goes_on(preceding, text[low : quotation.start], bool(found[-1].cue)):
            found[-1].parts.append((quotation.start, quotation.end))
            continue
        if cue is None:
            found.append(
                Quoted(passage, parts=[(quotation.start, quotation.end)], after=found[-1] if found else None)
            )
            continue
        key = (cue[0].index, cue[1].i)
        if key in by_cue:
            by_cue[key].parts.append((quotation.start, quotation.end))
        else:
            by_cue[key] = Quoted(passage, cue[1], cue[0], [(quotation.start, quotation.end)])
            found.append(by_cue[key])
    return found


def _goes_on(between: list[tuple[int, Sentence, Token]], text: str, has_cue: bool) -> bool:
    """Whether a quotation goes on after the words between: nothing, or one sentence that holds the cue."""
    words = text.strip()
    if len(words) <= 1:
        return True
    stops = sum(token.text in _STOPS for _, _, token in between)
    open_end = words[-1] in ".,;:—-?!" or words.rsplit(None, 1)[-1] in {"and", "but", "or", "yet", "so"}
    return has_cue and open_end and stops <= 1 and len(between) < 70


def _after(following: list[tuple[int, Sentence, Token]], table: CueTable) -> tuple[Sentence, Token] | None:
    spare = None
    for _, sentence, token in following[:FARTHEST]:
        if token.text in _STOPS:
            break
        if token.lower_ == "according":
            return sentence, token
        if token.lower_ in _PLAIN_FORMS or (
            token.tag_.startswith("VB") and "quote" in table.verbs.get(token.lemma_, {})
        ):
            if token.tag_ == "VBG" and _has_clause(token):
                continue
            if token.dep_ in _EMBEDDED or token.tag_ == "VBN":
                spare = spare or (sentence, token)
                continue
            return sentence, token
    return spare


def _before(
    preceding: list[tuple[int, Sentence, Token]], lead: str, table: CueTable
) -> tuple[Sentence, Token] | None:
    if not preceding or not lead:
        return None
    last = preceding[-1][2]
    fits = lead[-1] in ",:—–-" or last.lower_ == "that" or "quote" in table.verbs.get(last.lemma_, {})
    if not fits:
        return None
    spare = None
    for _, sentence, token in reversed(preceding[-FARTHEST:]):
        if token.text in _STOPS:
            break
        if token.lower_ == "according":
            return sentence, token
        if token.tag_.startswith("VB") and "quote" in table.verbs.get(token.lemma_, {}):
            if token.dep_ in _EMBEDDED and token.i + 3 < last.i:
                spare = spare or (sentence, token)
                continue
            return sentence, token
    return spare


def _has_clause(verb: Token) -> bool:
    return any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
