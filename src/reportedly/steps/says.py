"""Who says what: quotations, reported speech, "according to", beliefs and intentions that the article attributes."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from reportedly.language.cues import CueTable, load_cues
from reportedly.record import Span, Statement
from reportedly.steps.cast import Cast
from reportedly.steps.drafts import Draft, draft_label, draft_passage
from reportedly.steps.labels import labelled
from reportedly.steps.parse import ParsedArticle
from reportedly.steps.quotations import words_of
from reportedly.steps.quoting import Quoted, join_quotations, passages
from reportedly.steps.settling import Neighbourhood, settle
from reportedly.steps.speakers import actor_of, addressee_of, medium_of, noun_phrase

__all__ = ["THRESHOLDS", "Setting", "find_statements"]

Setting = Literal["thorough", "careful"]

#: Least confidence of a statement, by setting.
THRESHOLDS: dict[str, float] = {"thorough": 0.45, "careful": 0.75}


def find_statements(
    parsed: ParsedArticle, *, cast: Cast, setting: Setting | str = "thorough"
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
    by_passage: defaultdict[int, list[Quoted]] = defaultdict(list)
    home = {sentence.index: number for number, p in enumerate(paragraphs) for sentence in p.sentences}
    for quoted in join_quotations(paragraphs, table):
        sentence = quoted.sentence or quoted.passage.sentences[0]
        by_passage[home[sentence.index]].append(quoted)
    drafts = [d for number, p in enumerate(paragraphs) for d in draft_passage(p, by_passage[number], table)]
    drafts.extend(map(draft_label, labelled(paragraphs, cast)))
    kept = settle(drafts, paragraphs, least=THRESHOLDS[setting])
    return _finished(kept, Neighbourhood(kept, paragraphs), cast, table)


def _finished(drafts: list[Draft], near: Neighbourhood, cast: Cast, table: CueTable) -> tuple[Statement, ...]:
    drafts.sort(key=lambda d: (d.region == "text", min(d.content), d.cue or (0, 0)))
    numbers = {id(draft): number for number, draft in enumerate(drafts, 1)}
    found = []
    for number, draft in enumerate(drafts, 1):
        inside = near.around(draft)
        speaker = draft.speaker
        sentence = draft.speaker_sentence
        span = actor = None
        if speaker is not None and sentence is not None and not speaker.is_space:
            span = sentence.span(*(draft.speaker_tokens or noun_phrase(speaker, loose=True, cue=draft.head)))
            actor = actor_of(sentence, speaker, cast)
        addressee = medium = None
        spoken = draft.reading.family == "speech"
        if (
            spoken
            and draft.sentence is not None
            and draft.head is not None
            and draft.head.pos_ == "VERB"
            and draft.head.lower_ != "according"
            and draft.complement != "passive seeming"
        ):
            addressee = addressee_of(draft.sentence, draft.head, cast)
            medium = medium_of(draft.sentence, draft.head, table)
        found.append(
            Statement(
                id=f"s{number}",
                speaker=actor,
                speaker_span=span,
                cue=Span(*draft.cue, draft.region) if draft.cue else None,
                content=tuple(Span(start, end, draft.region) for start, end in draft.content),
                kind=_kind(draft, near),
                stance=draft.reading.stance,
                addressee=addressee,
                medium=medium,
                said_in=f"s{numbers[id(inside)]}" if inside else None,
                confidence=round(draft.reliability, 3),
            )
        )
    return tuple(found)


def _kind(draft: Draft, near: Neighbourhood) -> Literal["direct", "indirect", "mixed"]:
    """Direct where nine words of ten stand in quotation marks, indirect where none does."""
    words = quoted = 0
    for start, end in draft.content:
        text = near.passage_at(draft.region, start).text
        for word in words_of(text, start, end):
            at = start + word.start()
            words += 1
            quoted += near.passage_at(draft.region, at).quoted(at)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * words else "mixed"
