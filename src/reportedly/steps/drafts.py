"""Drafts: statements while they are put together from cues, clauses, quotations and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.language.cues import CueTable, Reading
from reportedly.record import Region
from reportedly.steps.deed import Tokens
from reportedly.steps.labels import Labelled
from reportedly.steps.parse import Sentence
from reportedly.steps.quoting import Passage, Quoted
from reportedly.steps.report import Report
from reportedly.steps.reported import reports
from reportedly.steps.speakers import is_passive, noun_phrase, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Draft", "draft_label", "draft_passage"]

_QUOTE = Reading("asserts", "speech", 0.97)
_ALONE = Reading("asserts", "speech", 0.6)
_LABEL = Reading("asserts", "speech", 0.85)
_RATHER_NOT = 0.6


@dataclass
class Draft:
    """A statement while it is put together.

    Args:
        head: the cue's governing token, in ``sentence``; None where a label or nothing is the cue.
        cue: its span, in code points of the region.
        speaker: head of the speaker's noun phrase, in ``speaker_sentence``.
        content: parts of what is said, in code points of the region.
        quoted: whether a quotation is joined to it.
        speaker_tokens: the speaker's tokens, where they aren't the noun phrase of its head.
    """

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
        """Length of its content in code points."""
        return sum(end - start for start, end in self.content)


def draft_passage(passage: Passage, quoted: list[Quoted], table: CueTable) -> list[Draft]:
    """The drafts of one paragraph: its cues' reports joined with their quotations, and quotations without a report."""
    by_cue = {(q.sentence.index, q.cue.i): q for q in quoted if q.cue is not None and q.sentence is not None}
    drafts: list[Draft] = []
    done: set[tuple[int, int]] = set()
    for sentence in passage.sentences:
        if not sentence.parsed:
            continue
        best: dict[int, Report] = {}
        for report in reports(sentence, table):
            at = sentence.start + sentence.doc[report.head.i].idx
            if passage.uttered(at):
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
                if draft.reading.family != "speech" and report.head.pos_ == "VERB":
                    # "… ," the sign read: beside a quotation the word is one of speech.
                    draft.reading = table.verbs.get(report.head.lemma_, {}).get("quote", draft.reading)
            else:
                _reach_quotations(draft, passage)
            drafts.append(draft)
    for group in quoted:
        if group.cue is None or (
            group.sentence is not None and (group.sentence.index, group.cue.i) not in done
        ):
            drafts.append(_draft_of_quotation(group, table))
    return drafts


def _draft(passage: Passage, sentence: Sentence, report: Report) -> Draft:
    spans = [sentence.span(*part) for part in report.content]
    cue = sentence.span(*report.cue)
    return Draft(
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
        value *= _RATHER_NOT
    return value


def _add_quotation(draft: Draft, group: Quoted, passage: Passage) -> None:
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


def _reach_quotations(draft: Draft, passage: Passage) -> None:
    """Let a content that ends inside a quotation go on to its end, and take in the mark right before it."""
    grown = []
    for start, end in draft.content:
        for q in passage.quotations:
            if q.start < start and not passage.text[q.start : start].strip("“”„«»\"‘’'`‹› "):
                start = q.start
            if start <= q.start < end < q.end:
                end = q.end
            elif (
                draft.complement == "clause"
                and start == q.start
                and q.end < end
                and passage.text.startswith((" and ", " but "), q.end)
                and not any(q.end < r.start < end for r in passage.quotations)
            ):
                # "said “we stay” and left": what goes on outside the marks is the article's own.
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


def _draft_of_quotation(group: Quoted, table: CueTable) -> Draft:
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
    return Draft(
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


def draft_label(label: Labelled) -> Draft:
    """The draft of a statement whose speaker is named by a label."""
    doc = label.sentence.doc
    return Draft(
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


def _outside(speaker: Token | None, verb: Token, sentence: Sentence, passage: Passage) -> Token | None:
    """The speaker, unless the parser has put it inside the quotation: then the noun phrase beside the cue."""
    if speaker is not None:
        at = sentence.start + speaker.idx
        if not passage.uttered(at):
            return speaker
    beside = _neighbour(verb)
    if beside is not None:
        at = sentence.start + beside.idx
        if not passage.uttered(at):
            return beside
    return speaker


def _neighbour(verb: Token) -> Token | None:
    """The noun phrase beside a cue that the parser gave no subject: ``," said Smith``."""
    doc = verb.doc
    for step in (1, -1):
        at = verb.i + step
        if 0 <= at < len(doc) and doc[at].pos_ in {"PROPN", "PRON", "NOUN", "DET", "ADJ"}:
            token = doc[at]
            while token.dep_ in {"compound", "det", "amod", "nmod", "poss", "nummod"} and token.head != verb:
                token = token.head
            if token.pos_ in {"PROPN", "PRON", "NOUN"}:
                return token
    return None


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
