"""Who says what: quotations, reported speech, "according to", beliefs and intentions that the article attributes."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reportedly.language.cues import CueTable, Reading, load_cues
from reportedly.record import Region, Span, Statement
from reportedly.steps.cast import Cast
from reportedly.steps.deed import Tokens
from reportedly.steps.labels import Labelled, labelled
from reportedly.steps.parse import ParsedArticle, Sentence
from reportedly.steps.quotations import words_of
from reportedly.steps.quoting import Passage, Quoted, join_quotations, passages
from reportedly.steps.report import Report
from reportedly.steps.reported import reports
from reportedly.steps.speakers import (
    actor_of,
    addressee_of,
    is_passive,
    medium_of,
    noun_phrase,
    speaker_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["THRESHOLDS", "find_statements"]

#: Least confidence of a statement, by setting.
THRESHOLDS = {"thorough": 0.45, "careful": 0.75}

_QUOTE = Reading("asserts", "speech", 0.97)
_ALONE = Reading("asserts", "speech", 0.6)


@dataclass
class _Draft:
    """A statement while it is put together; content in code points of its region."""

    region: Region
    sentence: Sentence | None
    head: Token | None
    cue: tuple[int, int] | None
    speaker: Token | None
    speaker_sentence: Sentence | None
    content: list[tuple[int, int]]
    reading: Reading
    complement: str
    quoted: bool
    reliability: float
    speaker_tokens: Tokens | None = None

    def size(self) -> int:
        return sum(end - start for start, end in self.content)


def find_statements(
    parsed: ParsedArticle, *, cast: Cast, setting: Literal["thorough", "careful"] | str = "thorough"
) -> tuple[Statement, ...]:
    """Find the statements of an article, in reading order of their first words.

    Args:
        parsed: the sentences with their syntax.
        cast: the actors; a speaker who is none of them has ``speaker`` None and a ``speaker_span``.
        setting: ``thorough`` finds more, ``careful`` errs less.

    >>> from reportedly.article import Article
    >>> from reportedly.steps.parse import load_parser
    >>> text = "The minister said that the border was open."
    >>> (found,) = find_statements(load_parser().parse(Article(text=text)), cast=Cast((), ()))
    >>> found.speaker_span.of(text), found.content[0].of(text), found.kind
    ('The minister', 'that the border was open', 'indirect')
    """
    table = load_cues()
    paragraphs = passages(parsed)
    quoted = join_quotations(paragraphs, table)
    drafts: list[_Draft] = []
    for passage in paragraphs:
        drafts.extend(
            _of_passage(
                passage,
                [
                    q
                    for q in quoted
                    if (q.sentence and q.sentence in passage.sentences)
                    or (q.cue is None and q.passage is passage)
                ],
                table,
            )
        )
    labels = labelled(paragraphs, cast)
    drafts = [d for d in drafts if d.cue is not None or not any(_covers(label, d) for label in labels)]
    drafts.extend(map(_draft_of_label, labels))
    least = THRESHOLDS[setting]
    kept = [d for d in drafts if d.reliability >= least and not _is_nobodys(d)]
    kept = _without_doubles(kept)
    _part_participles(kept, parsed)
    kept = _without_nested(kept)
    return _finished(kept, paragraphs, cast, table)


def _of_passage(passage: Passage, quoted: list[Quoted], table: CueTable) -> list[_Draft]:
    by_cue = {(q.sentence.index, q.cue.i): q for q in quoted if q.cue is not None and q.sentence is not None}
    drafts: list[_Draft] = []
    done: set[tuple[int, int]] = set()
    for sentence in passage.sentences:
        if not sentence.parsed:
            continue
        best: dict[int, Report] = {}
        for report in reports(sentence, table):
            at = sentence.start + sentence.doc[report.head.i].idx
            if any(q.start <= at < q.end for q in passage.full):
                continue
            known = best.get(report.head.i)
            if known is None or known.reading.reliability < report.reading.reliability:
                best[report.head.i] = report
        for index, report in sorted(best.items()):
            group = by_cue.get((sentence.index, index))
            draft = _draft(passage, sentence, report)
            if group is not None:
                done.add((sentence.index, index))
                _add_quotation(draft, group, passage)
            else:
                _reach_quotations(draft, passage)
            drafts.append(draft)
    for group in quoted:
        if group.cue is None or (
            group.sentence is not None and (group.sentence.index, group.cue.i) not in done
        ):
            drafts.append(_draft_of_quotation(group, table))
    return drafts


def _draft(passage: Passage, sentence: Sentence, report: Report) -> _Draft:
    spans = [sentence.span(*part) for part in report.content]
    cue = sentence.span(*report.cue)
    return _Draft(
        region=passage.region,
        sentence=sentence,
        head=report.head,
        cue=(cue.start, cue.end),
        speaker=report.speaker,
        speaker_sentence=sentence,
        content=[(s.start, s.end) for s in spans],
        reading=report.reading,
        complement=report.complement,
        quoted=False,
        reliability=_reliability(report),
    )


def _reliability(report: Report) -> float:
    value = report.reading.reliability
    first, end = report.content[0]
    doc = report.head.doc
    if len(report.content) == 1 and end - first == 1 and doc[first].pos_ in {"PRON", "DET"}:
        value *= 0.6
    return value


def _outside(speaker: Token | None, verb: Token, sentence: Sentence, passage: Passage) -> Token | None:
    """The speaker, unless the parser has put it inside the quotation: then the noun phrase beside the cue."""
    if speaker is not None:
        at = sentence.start + speaker.idx
        if not any(q.start <= at < q.end for q in passage.full):
            return speaker
    beside = _neighbour(verb)
    if beside is not None:
        at = sentence.start + beside.idx
        if not any(q.start <= at < q.end for q in passage.full):
            return beside
    return speaker


def _add_quotation(draft: _Draft, group: Quoted, passage: Passage) -> None:
    """Join a cue's clause and its quotation: what is outside the marks stays, what is inside goes with its marks."""
    if (
        draft.head is not None
        and draft.sentence is not None
        and draft.head.pos_ == "VERB"
        and not is_passive(draft.head)
    ):
        draft.speaker = _outside(draft.speaker, draft.head, draft.sentence, passage)
    parts = sorted(group.parts)
    clause = [p for p in draft.content if draft.complement in {"clause", "question"}]
    extra = []
    for start, end in clause:
        for a, b in parts:
            if start < b and a < end:
                if start < a and passage.text[start:a].strip(' ,:"“'):
                    extra.append((start, a))
                start = max(start, b)
        if start < end and passage.text[start:end].strip(' ,.:;"”“'):
            cue = draft.cue or (0, 0)
            free = not any(start < q.end and q.start < end for q in passage.full)
            if free and not start <= cue[0] < end:
                extra.append((start, end))
    draft.content = _joined(sorted(parts + extra), passage.text)
    draft.quoted = True
    draft.reliability = max(draft.reliability, 0.97)


def _reach_quotations(draft: _Draft, passage: Passage) -> None:
    """Let a content that ends inside a quotation go on to its end."""
    grown = []
    for start, end in draft.content:
        for q in passage.quotations:
            if start <= q.start < end < q.end:
                end = q.end
        grown.append((start, end))
    draft.content = _joined(sorted(grown), passage.text)


def _joined(parts: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Parts with nothing but white space between them as one."""
    found: list[tuple[int, int]] = []
    for start, end in parts:
        if (found and start <= found[-1][1]) or (found and not text[found[-1][1] : start].strip(" \t,")):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _draft_of_quotation(group: Quoted, table: CueTable) -> _Draft:
    origin = group
    while origin.cue is None and origin.after is not None:
        origin = origin.after
    speaker = None
    sentence = origin.sentence
    if origin.cue is not None:
        speaker = _source_of(origin.cue) if origin.cue.lower_ == "according" else speaker_of(origin.cue)
        if origin.sentence is not None and origin.cue.lower_ != "according" and not is_passive(origin.cue):
            speaker = _outside(speaker, origin.cue, origin.sentence, origin.passage)
    cue = tokens = None
    if origin.cue is None and origin is group:
        named = _before_colon(group)
        if named is not None:
            sentence, speaker, cue = named
            first, end = noun_phrase(speaker)
            colon = next((t.i for t in speaker.doc[speaker.i :] if t.text == ":"), end)
            tokens = (first, min(end, colon))
        else:
            sentence, speaker = _subject_before(group)
    reading = _ALONE
    if group.cue is not None and group.sentence is not None:
        span = group.sentence.span(group.cue.i, group.cue.i + 1)
        cue = (span.start, span.end)
        reading = table.verbs.get(group.cue.lemma_, {}).get("quote", _QUOTE)
    return _Draft(
        region=group.passage.region,
        sentence=group.sentence,
        head=group.cue,
        cue=cue,
        speaker=speaker,
        speaker_sentence=sentence,
        content=_joined(sorted(group.parts), group.passage.text),
        reading=reading,
        complement="quote",
        quoted=True,
        reliability=reading.reliability,
        speaker_tokens=tokens,
    )


_LABEL = Reading("asserts", "speech", 0.85)


def _is_nobodys(draft: _Draft) -> bool:
    """Whether a noun with a phrase names no speaker: "hopes for a truce" are nobody's statement."""
    noun = draft.head is not None and draft.head.pos_ == "NOUN"
    return noun and draft.speaker is None and draft.complement not in {"clause", "question"}


def _covers(label: Labelled, draft: _Draft) -> bool:
    """Whether a quotation without a cue lies in what a label has the speaker say."""
    at = draft.content[0][0]
    return label.passage.region == draft.region and any(start <= at < end for start, end in label.content)


def _draft_of_label(label: Labelled) -> _Draft:
    doc = label.sentence.doc
    return _Draft(
        region=label.passage.region,
        sentence=label.sentence,
        head=None,
        cue=label.cue,
        speaker=doc[slice(*label.speaker)].root,
        speaker_sentence=label.sentence,
        content=list(label.content),
        reading=_LABEL,
        complement="label",
        quoted=False,
        reliability=_LABEL.reliability,
        speaker_tokens=label.speaker,
    )


def _source_of(according: Token) -> Token | None:
    """X in "according to X"."""
    for child in according.children:
        if child.lower_ == "to":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _before_colon(group: Quoted) -> tuple[Sentence, Token, tuple[int, int]] | None:
    """Whose name stands with a colon before the quotation: ``Ana Brandt: "Never."``."""
    start = group.parts[0][0]
    for sentence in group.passage.sentences:
        if sentence.parsed and sentence.start < start <= sentence.end:
            before = [t for t in sentence.doc if sentence.start + t.idx < start]
            if len(before) > 1 and before[-1].text == ":" and before[-2].pos_ in {"PROPN", "NOUN"}:
                span = sentence.span(before[-1].i, before[-1].i + 1)
                verbal = any(t.pos_ == "VERB" for t in before)
                subject = (
                    next((t for t in before if t.dep_ == "nsubj" and t.pos_ != "PUNCT"), None)
                    if verbal
                    else None
                )
                return sentence, subject or before[-2], (span.start, span.end)
    return None


def _subject_before(group: Quoted) -> tuple[Sentence | None, Token | None]:
    """The subject of the sentence that a quotation without a cue stands in or after."""
    start = group.parts[0][0]
    found: tuple[Sentence | None, Token | None] = (None, None)
    for sentence in group.passage.sentences:
        if sentence.start >= start or not sentence.parsed:
            break
        for token in sentence.doc:
            if token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and sentence.start + token.idx < start:
                found = (sentence, token)
                break
    return found


def _neighbour(verb: Token) -> Token | None:
    """The noun phrase beside a cue that the parser gave no subject: ``," said Smith``."""
    doc = verb.doc
    for step in (1, -1):
        at = verb.i + step
        if 0 <= at < len(doc) and doc[at].pos_ in {"PROPN", "PRON", "NOUN", "DET", "ADJ"}:
            token = doc[at]
            while (
                token.dep_ in {"compound", "det", "amod", "nmod", "poss", "nummod"} and token.head is not verb
            ):
                token = token.head
            if token.pos_ in {"PROPN", "PRON", "NOUN"}:
                return token
    return None


def _without_doubles(drafts: list[_Draft]) -> list[_Draft]:
    """Of two statements with much the same content the more reliable one."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.reliability, -d.size())):
        if not any(_alike(draft, other) for other in kept):
            kept.append(draft)
    return kept


#: A statement inside another one is told only where its own cue is as sure as this.
NESTED = 0.9


def _without_nested(drafts: list[_Draft]) -> list[_Draft]:
    """Inside what somebody says, only further speech counts, not each belief or wish."""
    return [
        draft
        for draft in drafts
        if (draft.reading.family == "speech" and draft.reliability > NESTED)
        or _outermost(draft, drafts) is None
    ]


def _part_participles(drafts: list[_Draft], parsed: ParsedArticle) -> None:
    """End a content before the participle that starts the speaker's next one: "said it would rain, adding that …"."""
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
        for draft in drafts:
            if draft is later or draft.region != later.region or draft.quoted:
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
                    text = parsed.article.text if draft.region == "text" else parsed.article.title or ""
                    cut = len(text[:comma].rstrip(" ,"))
                    if cut > start:
                        draft.content[at] = (start, cut)
                        del draft.content[at + 1 :]
                    break


def _alike(a: _Draft, b: _Draft) -> bool:
    if a.region != b.region:
        return False
    shared = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a.content for y in b.content)
    return shared > 0.7 * max(a.size(), b.size())


def _finished(
    drafts: list[_Draft], paragraphs: Sequence[Passage], cast: Cast, table: CueTable
) -> tuple[Statement, ...]:
    drafts.sort(key=lambda d: (d.region == "text", min(d.content), d.cue or (0, 0)))
    found = []
    for number, draft in enumerate(drafts, 1):
        passage = _passage_of(draft, paragraphs)
        inside = _outermost(draft, drafts)
        speaker = draft.speaker
        sentence = draft.speaker_sentence
        span = actor = None
        if speaker is not None and sentence is not None:
            span = sentence.span(*(draft.speaker_tokens or noun_phrase(speaker, loose=True, cue=draft.head)))
            actor = actor_of(sentence, speaker, cast)
        addressee = medium = None
        spoken = draft.reading.family == "speech"
        if spoken and draft.sentence is not None and draft.head is not None and draft.head.pos_ == "VERB":
            addressee = addressee_of(draft.sentence, draft.head, cast)
            medium = medium_of(draft.sentence, draft.head, table)
        found.append(
            Statement(
                id=f"s{number}",
                speaker=actor,
                speaker_span=span,
                cue=Span(*draft.cue, draft.region) if draft.cue else None,
                content=tuple(Span(start, end, draft.region) for start, end in draft.content),
                kind=_kind(draft, passage),
                stance=draft.reading.stance,
                addressee=addressee,
                medium=medium,
                said_in=f"s{drafts.index(inside) + 1}" if inside else None,
                confidence=round(draft.reliability, 3),
            )
        )
    return tuple(found)


def _outermost(draft: _Draft, drafts: list[_Draft]) -> _Draft | None:
    """The smallest statement whose content holds this one's cue and content."""
    at = draft.cue or draft.content[0]
    holding = [
        d
        for d in drafts
        if d is not draft
        and d.region == draft.region
        and any(s <= at[0] and at[1] <= e for s, e in d.content)
        and d.size() > draft.size()
    ]
    return min(holding, key=_Draft.size, default=None)


def _passage_of(draft: _Draft, paragraphs: Sequence[Passage]) -> Passage:
    own = [p for p in paragraphs if p.region == draft.region]
    starts = [p.start for p in own]
    return own[max(0, bisect.bisect_right(starts, draft.content[0][0]) - 1)]


def _kind(draft: _Draft, passage: Passage) -> Literal["direct", "indirect", "mixed"]:
    """Direct where nine words of ten stand in quotation marks, indirect where none does."""
    words = quoted = 0
    for start, end in draft.content:
        for word in words_of(passage.text, start, end):
            at = start + word.start()
            words += 1
            quoted += any(q.start <= at < q.end for q in passage.quotations)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * words else "mixed"
