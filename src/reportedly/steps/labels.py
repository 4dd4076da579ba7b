"""Speakers named by a label and no verb: "Minister: talks will resume", turns of a transcript, a name after a dash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.language.cues import load_cues
from reportedly.steps.cast import Cast
from reportedly.steps.deed import Tokens
from reportedly.steps.parse import Sentence
from reportedly.steps.quoting import Passage

__all__ = ["Labelled", "labelled"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A speaker's label and what follows or precedes it.

    Args:
        passage: the paragraph that holds both.
        sentence: where the label is.
        speaker: the label's tokens in that sentence.
        cue: the mark beside the label, in code points.
        content: what is said, in code points.
        turns: whether it is a turn of a transcript, all of whose words are the speaker's.
    """

    passage: Passage
    sentence: Sentence
    speaker: Tokens
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    turns: bool


LONGEST_HEADLINE = 200
#: Words of a label at most.
LONGEST_LABEL = 6
#: Paragraphs of a turn in a transcript at most.
LONGEST_TURN = 6
_TURN = re.compile(r"[\"“]?((?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w'’-]+|[A-Z])(?: \([^)]{1,40}\))?:\s+(?=\S)")
_DASHED = re.compile(r"(\s?)([―—–-]{1,2})\s?(?=[A-Z])")
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def labelled(passages: Sequence[Passage], cast: Cast) -> list[Labelled]:
    """All labelled statements of an article, in reading order."""
    found = []
    turns = _turns(passages)
    for number, passage in enumerate(passages):
        sentence = passage.sentences[0]
        if number in turns:
            match = turns[number]
            first, end = _tokens(sentence, match.start(1), match.end(1))
            if first < end:
                parts = [passage.words(match.end())]
                for later in range(number + 1, len(passages)):
                    if later in turns or passages[later].text[passages[later].start] in "([":
                        break
                    if not _in_transcript(turns, later):
                        break
                    parts.append(passages[later].words())
                found.append(
                    Labelled(
                        passage, sentence, (first, end), (match.end(1), match.end(1) + 1), tuple(parts), True
                    )
                )
            continue
        own = _headline(passage, number, cast)
        found.extend([own] if own is not None else _dashed(passage))
    return found


def _turns(passages: Sequence[Passage]) -> dict[int, re.Match[str]]:
    """Paragraphs that begin with a speaker's name and a colon, where a text has several such."""
    found = {}
    for number, passage in enumerate(passages):
        match = _TURN.match(passage.text, passage.start, passage.end)
        if match is not None:
            found[number] = match
    heads = Counter(match.group(1) for match in found.values())
    capital = {name for name in heads if name.isupper() and len(name) > 1}
    wanted = capital if len(found) > 1 else set()
    wanted |= {name for name, count in heads.items() if count > 1 and len(found) > 3}
    return {number: match for number, match in found.items() if match.group(1) in wanted}


def _in_transcript(turns: dict[int, re.Match[str]], number: int) -> bool:
    """Whether a paragraph without a label stands between turns: another one follows soon."""
    return any(number + step in turns for step in range(1, LONGEST_TURN))


def _headline(passage: Passage, number: int, cast: Cast) -> Labelled | None:
    """ "Norway: talks will resume" and "Talks will resume: minister"."""
    sentence = passage.sentences[0]
    first_line = (
        passage.region == "title" or sentence.headline or (number == 0 and len(passage.sentences) == 1)
    )
    if not first_line or not sentence.parsed or passage.end - passage.start > LONGEST_HEADLINE:
        return None
    doc = sentence.doc
    colons = [t.i for t in doc if t.text == ":"]
    if not colons:
        return (
            _source_after_dash(passage, sentence) if passage.region == "title" or sentence.headline else None
        )
    colon = colons[0]
    before, after = doc[:colon], doc[colon + 1 :]
    words = [t for t in before if not t.is_punct]
    if (
        0 < len(words) <= LONGEST_LABEL
        and len([t for t in after if t.is_alpha]) > 2
        and _may_speak(sentence, 0, colon, cast)
    ):
        end = next((t.i for t in before if t.lower_ in {"on", "to", "at"} and t.i > 0), colon)
        return _of_headline(passage, sentence, (0, end), colon, (colon + 1, len(doc)))
    colon = colons[-1]
    words = [t for t in doc[colon + 1 :] if t.is_alpha]
    verbal = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"} for t in doc[:colon])
    if 0 < len(words) <= 4 and verbal and _may_speak(sentence, colon + 1, len(doc), cast, strictly=True):
        end = len(doc)
        while doc[end - 1].is_punct:
            end -= 1
        return _of_headline(passage, sentence, (colon + 1, end), colon, (0, colon))
    return None


def _source_after_dash(passage: Passage, sentence: Sentence) -> Labelled | None:
    """ "Talks have failed - minister"; a name there may be the outlet's own, so it takes a kind of source."""
    doc = sentence.doc
    dash = next((t.i for t in reversed(doc) if t.text in {"-", "–", "—", "--"} and t.i), 0)
    words = [t for t in doc[dash + 1 :] if t.is_alpha]
    spaced = bool(dash) and bool(doc[dash - 1].whitespace_) and bool(doc[dash].whitespace_)
    verbal = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD", "VB"} for t in doc[:dash])
    if not (spaced and verbal and 0 < len(words) <= 4 and words[-1].lower_ in load_cues().sources):
        return None
    return _of_headline(passage, sentence, (dash + 1, words[-1].i + 1), dash, (0, dash))


def _of_headline(
    passage: Passage, sentence: Sentence, speaker: Tokens, colon: int, content: Tokens
) -> Labelled:
    cue = sentence.span(colon, colon + 1)
    said = sentence.span(*content)
    return Labelled(passage, sentence, speaker, (cue.start, cue.end), ((said.start, said.end),), False)


def _may_speak(sentence: Sentence, first: int, end: int, cast: Cast, *, strictly: bool = False) -> bool:
    """Whether tokens name somebody who speaks: a name, an actor, or a kind of source."""
    doc = sentence.doc
    tokens = [t for t in doc[first:end] if not t.is_punct]
    if not tokens or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.ent_type_ == "" for t in tokens):
        return False
    if any(m.first >= first and m.end <= end for m in cast.in_sentence(sentence.index)):
        return True
    if any(t.lower_ in load_cues().sources for t in tokens):
        return True
    named = [t for t in tokens if t.ent_type_ in _NAMES]
    return len(named) * 2 > len(tokens) or (
        not strictly and len(tokens) == 1 and tokens[0].tag_ in {"NNP", "NNPS"}
    )


def _dashed(passage: Passage) -> list[Labelled]:
    """“Never again.” ― Ana Brandt: a quotation with its speaker's name after a dash."""
    found = []
    for number, quotation in enumerate(passage.full):
        match = _DASHED.match(passage.text, quotation.end, passage.end)
        later = passage.full[number + 1].start if number + 1 < len(passage.full) else passage.end
        name = passage.text[match.end() : later] if match else ""
        if match is None or name.count(" ") > 6 or "." in name.strip()[:-1]:
            continue
        sentence = next((s for s in passage.sentences if s.start <= match.end() < s.end), None)
        end = match.end() + len(name.rstrip(" ."))
        tokens = _tokens(sentence, match.end(), end) if sentence is not None and sentence.parsed else (0, 0)
        if sentence is not None and tokens[0] < tokens[1]:
            content = ((quotation.start, quotation.end),)
            found.append(Labelled(passage, sentence, tokens, (match.end(1), match.end(2)), content, False))
    return found


def _tokens(sentence: Sentence, start: int, end: int) -> Tokens:
    inside = [
        t.i
        for t in sentence.doc
        if start <= sentence.start + t.idx and sentence.start + t.idx + len(t) <= end
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
