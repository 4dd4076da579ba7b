"""Figures: how many were killed, how many injured, and how large a crowd or a sum of people an event has."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.record import Figure
from reportedly.steps.parse import Sentence

__all__ = ["figures_of", "number_of"]

_KILL = frozenset({"kill", "die", "death", "dead", "slay", "massacre", "execute", "murder"})
_INJURE = frozenset({"injure", "wound", "hurt", "injury"})
_VAGUE = frozenset(
    {"dozen", "dozens", "score", "scores", "hundred", "hundreds", "thousand", "thousands", "several", "many"}
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
#: Types whose crowd is an event's size.
_SIZED = frozenset({"PROTEST", "MOBILIZE"})


def number_of(token: Token) -> int | None:
    """The whole number that a numeral (with the words before it) stands for; None for "dozens".

    Years are no figures of people; they are not asked for here.
    """
    text = token.lower_.replace(",", "")
    factor = _LARGE.get(text, 1)
    if factor > 1:
        before = token.doc[token.i - 1] if token.i else None
        text = before.lower_.replace(",", "") if before is not None and before.like_num else ""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text) * factor
    value = _NUMBERS.get(text)
    return value * factor if value is not None else None


def figures_of(
    token: Token, sentence: Sentence, label: str
) -> tuple[Figure | None, Figure | None, Figure | None]:
    """Killed, injured and size as the sentence gives them near the trigger; None where it gives none."""
    killed = injured = size = None
    if label == "ASSAULT":
        for word in sentence.doc:
            lemma = word.lemma_.lower()
            if killed is None and lemma in _KILL:
                killed = _counted(word, sentence)
            elif injured is None and lemma in _INJURE:
                injured = _counted(word, sentence)
    elif label in _SIZED:
        size = _counted(token, sentence)
    return killed, injured, size


def _counted(word: Token, sentence: Sentence) -> Figure | None:
    """The number of those that a word of killing, wounding or marching governs."""
    for child in word.children:
        if child.dep_ in {"dobj", "nsubjpass", "nsubj", "nummod", "attr"}:
            for part in (child, *child.children):
                if part.dep_ == "nummod" or part.like_num or part.lower_ in _VAGUE:
                    if part.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"}:
                        continue
                    vague = part.lower_ in _VAGUE and not (part.lower_ in _LARGE and number_of(part))
                    return Figure(
                        value=None if vague else number_of(part), span=sentence.span(part.i, part.i + 1)
                    )
    return None
