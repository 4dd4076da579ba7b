"""Which sentences are worth parsing: those that can carry an event or a statement, or a name that one of these needs.

Parsing takes half of the coder's time. Most sentences of news need it; those of a match report or a recipe don't, nor
does a sentence without a name, a figure, a quotation, a cue and a trigger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reportedly.language.topics import load_topics
from reportedly.record import Note

if TYPE_CHECKING:
    from reportedly.steps.parse import Sentence

__all__ = ["Choice", "Choose", "Chosen"]

#: From this share of its words on an article is about a quiet topic, if so many different words say so. Of 284 political
#: articles (PolNeAR) none reaches both, of 409 local ones (LGL) four, two on the weather, a restaurant and a theatre.
SHARE, DIFFERENT = 0.05, 8
#: Unless it has a third as many public words: floods are told in weather's words.
TIMES = 3

#: Words as the lists have them ("half-time"), and their parts as the parser has them.
_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_QUOTES = frozenset('"“”„«»‘')


class Chosen(NamedTuple):
    """Whether each of the sentences is to be parsed, and what is to be said of it."""

    parsed: Sequence[bool]
    notes: tuple[Note, ...] = ()


#: Chooses among the sentences of one article.
Choose = Callable[[Sequence["Sentence"]], Chosen]


class Choice:
    """Chooses by words alone.

    Args:
        words: lemmas of triggers and cues.
        lemmas_of: all lemmas that a form can have.
    """

    def __init__(self, words: Iterable[str], lemmas_of: Callable[[str], frozenset[str]]) -> None:
        self._words = frozenset(words)
        self._lemmas_of = lemmas_of
        self._topics = load_topics()
        self._topic_of = {word: topic for topic, some in self._topics.topics.items() for word in some}

    def __call__(self, sentences: Sequence[Sentence]) -> Chosen:
        """Choose among the sentences of one article."""
        forms = [_WORD.findall(sentence.text.lower()) for sentence in sentences]
        topic = self._quiet_topic(forms)
        if topic is not None:
            public = [not self._topics.public.isdisjoint(words) for words in forms]
            return Chosen(public, (_note(topic, public.count(False), len(public)),))
        quoting = {s.paragraph for s in sentences if not _QUOTES.isdisjoint(s.text)}
        return Chosen(
            [
                bool(words)
                and (
                    sentence.headline
                    or sentence.paragraph in quoting
                    or _names(sentence.text)
                    or self._carries(words)
                )
                for sentence, words in zip(sentences, forms, strict=True)
            ]
        )

    def _quiet_topic(self, forms: Sequence[Sequence[str]]) -> str | None:
        """The topic whose words an article is full of, if it is one without events."""
        words = list(chain.from_iterable(forms))
        said = [word for word in words if word in self._topic_of]
        public = sum(word in self._topics.public for word in words)
        if len(said) < max(SHARE * len(words), TIMES * public) or len(set(said)) < DIFFERENT:
            return None
        return Counter(self._topic_of[word] for word in said).most_common(1)[0][0]

    def _carries(self, words: Iterable[str]) -> bool:
        parts = chain.from_iterable(map(_PART.findall, words))
        return any(not self._words.isdisjoint(self._lemmas_of(part)) for part in parts)


def _names(text: str) -> bool:
    """Whether a capital stands after the first letter, or a digit anywhere."""
    return any(letter.isupper() or letter.isdigit() for letter in text.lstrip()[1:])


def _note(topic: str, unread: int, of: int) -> Note:
    what = f"its words are those of {topic}: {unread} of {of} sentences weren't parsed (--all-sentences parses them)"
    return Note(code="quiet-topic", text=what, span=None)
