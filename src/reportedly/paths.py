"""How one word hangs on another in a sentence's syntax, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.record import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reportedly.steps.parse import ParsedArticle, Sentence

__all__ = ["path_in_words"]

# The parser's labels (ClearNLP's, as spaCy's English models have them).
_LABELS = {
    "nsubj": "subject of", "nsubjpass": "passive subject of", "csubj": "subject of", "dobj": "object of",
    "dative": "indirect object of", "attr": "predicate of", "oprd": "predicate of", "agent": "by-phrase of",
    "pobj": "after", "pcomp": "after", "prep": "on", "poss": "possessor of", "compound": "part of",
    "nmod": "modifier of", "amod": "modifier of", "appos": "beside", "conj": "joined to", "relcl": "clause on",
    "acl": "clause on", "ccomp": "clause under", "xcomp": "clause under", "advcl": "clause beside",
    "npadvmod": "beside", "nummod": "number of", "parataxis": "beside", "dep": "near",
}  # fmt: skip
_LONGEST = 6


def path_in_words(parsed: ParsedArticle, words: Span, trigger: Span) -> str:
    """How an argument's words hang on a trigger, such as ``subject of “asked”``.

    Returns:
        Empty where the words are the trigger's own, or weren't parsed.
    """
    sentence = parsed.sentence_of(trigger)
    if sentence is None or not sentence.parsed:
        return ""
    start, end = _head(sentence, words), _head(sentence, trigger)
    if start is None:
        return "from another sentence"
    if end is None or start == end:
        return ""
    above = [end, *end.ancestors]
    steps: list[str] = []
    token = start
    while token not in above:
        if token.head == token or len(steps) > _LONGEST:
            return ""
        steps.append(f"{_LABELS.get(token.dep_, token.dep_ + ' of')} “{token.head.text}”")
        token = token.head
    if token != end:
        steps.append(f"over “{end.text}”")
    return ", ".join(steps)


def _head(sentence: Sentence, span: Span) -> Token | None:
    inside = sentence.tokens_of(span)
    return sentence.doc[inside.start : inside.stop].root if len(inside) else None
