"""What a time expression is read against: publication, the last date told, and the tense around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from reportedly.steps.when.lexicon import Lexicon
from reportedly.steps.when.tokens import Tokens
from reportedly.steps.when.values import Moment

__all__ = ["Context", "Tense"]

Tense = Literal["past", "future"]

#: How far a tense is looked for, in tokens.
_REACH = 40
#: How many tokens may stand before an expression that opens its sentence.
_OPENING = 3
#: What tells that the future is meant as seen from publication, not from a day in the past ("would").
_WILL = frozenset({"will", "shall", "ll"})
_IS = frozenset({"is", "are", "am"})
#: What follows one of these after a time tells another tense ("ready to meet on Monday but ruled out …").
_SET_APART = frozenset({"but", "although", "though", "whereas"})
_TERMINAL = frozenset({".", "!", "?", ";"})
#: In a story, a month more than this many months before the last one told belongs to the year after it.
STORY_BACK = 8


@dataclass
class Context:
    """The state in which an article is read.

    Args:
        lexicon: words and patterns.
        published: the day of publication, or None.
        story: whether the text, or this sentence, tells a story: dates follow one another, not publication.
        told: the last date told, or None.
    """

    lexicon: Lexicon
    published: date | None
    story: bool = False
    told: Moment | None = None
    tokens: Tokens = field(default_factory=lambda: Tokens([], [], [], [], ""))
    #: The last date told in this paragraph and how many tokens ago, for news that looks back.
    told_here: Moment | None = None
    told_at: int = 0

    def enter(self, tokens: Tokens) -> None:
        """Begin a paragraph."""
        self.told_at -= len(self.tokens.words)
        self.tokens = tokens
        if -self.told_at > 120:
            self.told_here = None

    def tell(self, moment: Moment, at: int, first: int) -> None:
        """Note the date of the tokens ``[first, at)`` as the last one told.

        A bare year doesn't undo the month told in it; a year or a month of another year told in passing ("the 1954
        accords") doesn't move a story on, only one that opens a sentence does.
        """
        self.told_at = at
        told = self.told
        if told is not None and moment.day is None and moment.year != told.year:
            if (self.story or moment.month is None) and not self._opens(first):
                return
        elif told is not None and moment.month is None:
            self.told_here = told
            return
        self.told = self.told_here = moment

    def _opens(self, first: int) -> bool:
        """Whether no more than a preposition and a word or two stand between here and where the sentence begins."""
        return any(i < 0 or self._stops(i) for i in range(first - 1, first - _OPENING - 2, -1))

    def today(self) -> Moment | None:
        """Publication as a date told."""
        if self.published is None:
            return None
        return Moment(self.published.year, self.published.month, self.published.day)

    def base(self, *, back: bool = False) -> Moment | None:
        """What relative words count from: the last date told in a story, else publication.

        Args:
            back: whether the words point at a date told before ("that year", "the next day").
        """
        if self.story:
            return self.told
        if back and self.told_here is not None:
            return self.told_here
        return self.today() or (self.told if back else None)

    # --- direction -------------------------------------------------------------------------------------------------

    def tense(self, first: int, end: int) -> Tense | None:
        """The tense of the nearest word that shows one, in the sentence of the tokens ``[first, end)``."""
        best: tuple[int, Tense] | None = None
        for step, start, bias in ((-1, first - 1, 0), (1, end, 1)):
            i = start
            for distance in range(_REACH):
                if not 0 <= i < len(self.tokens.lower) or self._stops(i):
                    break
                if step > 0 and self.tokens.lower[i] in _SET_APART:
                    break
                tense = self._tense_of(i) or (self._lies_ahead(i) if step < 0 else None)
                if tense:
                    found = (distance + bias, tense)
                    best = found if best is None or found[0] < best[0] else best
                    break
                i += step
        ahead = self.tokens.lower[max(first - 2, 0) : first]
        if ahead and (ahead[-1] in self.lexicon.scheduled
                      or (ahead[-1] in ("on", "at", "in") and ahead[0] in self.lexicon.scheduled)):  # fmt: skip
            return "future"
        # "until December" looks ahead, alone and after "postponed the vote"; under "was held" it doesn't.
        before = self.tokens.lower[max(first - 7, 0) : first]
        if before[-1:] in (["until"], ["till"]) and (
            best is None or self.lexicon.deferring.intersection(before)
        ):
            return "future"
        return best[1] if best else None

    def _stops(self, i: int) -> bool:
        word = self.tokens.words[i]
        if word not in _TERMINAL:
            return False
        following = self.tokens.words[i + 1] if i + 1 < len(self.tokens.words) else ""
        before = self.tokens.words[i - 1] if i else ""
        return word != "." or (len(before) > 1 and following[:1].isupper())

    def _tense_of(self, i: int) -> Tense | None:
        lower = self.tokens.lower
        word = lower[i]
        if word in self.lexicon.cased and self.tokens.words[i][0].isupper():
            return None  # May is a month here, no modal
        if word in self.lexicon.future:
            return "future"
        if word == "ll" or (word == "won" and lower[i + 1 : i + 3] in (["'", "t"], ["’", "t"])):
            return "future"
        if "be" in lower[max(i - 2, 0) : i] and word not in ("was", "were", "had", "did"):
            return None  # "would be signed in June": what stands over it tells the tense
        if word in self.lexicon.past:
            return "past"
        if word.endswith("ed") and len(word) > 4 and word not in ("indeed", "hundred", "united"):
            return "past"
        return None

    def _lies_ahead(self, i: int) -> Tense | None:
        """Whether "to" and a verb stand here after a word such as "promised"."""
        lower = self.tokens.lower
        if lower[i] != "to" or lower[i + 1 : i + 2] in ([], ["the"], ["a"], ["an"]):
            return None
        verb = self.tokens.words[i + 1]
        if not verb.isalpha() or not verb.islower():
            return None
        return "future" if any(w in self.lexicon.before_to for w in lower[max(i - 8, 0) : i]) else None

    # --- resolving -------------------------------------------------------------------------------------------------

    def month(self, month: int, first: int, end: int) -> tuple[int, bool] | None:
        """The year of a month without one, and whether its direction was guessed."""
        back = self._looking_back(first)
        if self.story or back:
            told = self.told_here if back else self.told
            if told is None:
                return None
            return self._year_after(told, month), True
        if self.published is None:
            return None
        tense = self.tense(first, end)
        delta = month - self.published.month
        year = self.published.year
        if tense == "future":
            return (year if delta >= 0 else year + 1), False
        return (year if delta <= 0 else year - 1), tense is None

    def day(self, month: int, day: int, first: int, end: int) -> tuple[int, bool] | None:
        """The year of a month and day without one, and whether its direction was guessed."""
        back = self._looking_back(first)
        if self.story or back:
            return self.month(month, first, end)
        if self.published is None:
            return None
        tense = self.tense(first, end)
        candidates = [d for y in (-1, 0, 1) if (d := Moment(self.published.year + y, month, day).date())]
        if not candidates:
            return None
        today = self.published
        near = min(candidates, key=lambda d: abs((d - today).days))
        if tense == "future":
            # Days just gone are meant even so: "the law of 3 June will change".
            ahead = [d for d in candidates if (d - today).days >= -20]
            return (ahead[0] if ahead else near).year, False
        if tense == "past":
            gone = [d for d in candidates if (d - today).days <= 45]
            return (gone[-1] if gone else near).year, False
        return near.year, True

    def weekday(self, weekday: int, first: int, end: int) -> tuple[date, bool] | None:
        """The day that a bare weekday means, and whether its direction was guessed."""
        if self.story and self.told:
            told = self.told.date()
            if told is None:
                return None
            return told + timedelta(days=(weekday - told.isoweekday()) % 7), True
        if self.published is None:
            return None
        tense = self.tense(first, end)
        ahead = (weekday - self.published.isoweekday()) % 7
        if tense == "future":
            return self.published + timedelta(days=ahead), False
        return self.published - timedelta(days=(7 - ahead) % 7), tense is None

    def _looking_back(self, at: int) -> bool:
        """Whether news tells of a time long past here: a date of another year was told a few words ago."""
        return (
            not self.story
            and self.told_here is not None
            and self.published is not None
            and self.told_here.year < self.published.year - 1
            and 0 < at - self.told_at <= 40
            and self.tokens.lower[max(at - 2, 0) : at] != ["as", "of"]
            and not self._ahead_of_now(at)
        )

    def _ahead_of_now(self, at: int) -> bool:
        """Whether a later sentence than that of the date told turns to what is still to come ("is expected to", "will")."""
        lower, since = self.tokens.lower, max(self.told_at, 0)
        for i in range(at - 1, since - 1, -1):
            if self._stops(i):
                return False
            of_now = lower[i] in _WILL or (lower[i] in self.lexicon.future and i > 0 and lower[i - 1] in _IS)
            # A date told before these tokens stands in an earlier sentence.
            if of_now and (self.told_at < 0 or any(self._stops(step) for step in range(since, i))):
                return True
        return False

    @staticmethod
    def _year_after(told: Moment, month: int) -> int:
        if told.month is None:
            return told.year
        if told.month - month > STORY_BACK:
            return told.year + 1
        if month - told.month > 12 - 2:
            return told.year - 1
        return told.year
