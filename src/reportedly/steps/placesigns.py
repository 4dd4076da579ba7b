"""Whether a name of the gazetteer means the place here: the signs around it.

Most English words, given names and surnames are a town somewhere. So a name must be well known, or stand where places
stand ("near Ashby", "Ashby, Ohio", "an Ashby man"); a person's or an organisation's name is none, though the place
that begins an organisation's name ("Norfolk Police Department") is told as being inside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.gazetteer.names import fold, fold_token
from reportedly.gazetteer.store import Entry
from reportedly.language.places import abbreviations, areas, countries, place_words

__all__ = ["Candidates", "Signs", "near_person", "short_forms", "verdict", "well_known"]

Candidates = tuple[tuple[Entry, bool], ...]

#: From this size on, a town's name counts by itself: one word, several words.
WELL_KNOWN, WELL_KNOWN_LONG = 150_000, 20_000
_HIGH = ("country", "region", "area")
_NO_PLACE = frozenset({"DATE", "TIME", "MONEY", "WORK_OF_ART", "PRODUCT", "EVENT"})


@lru_cache(maxsize=1)
def short_forms() -> frozenset[str]:
    """Short forms exactly as they are written: "US" is a country, "us" is not."""
    forms = {f for r in abbreviations() for f in r.forms}
    forms |= {n for c in countries() for n in c.names if len(fold(n)) <= 4}
    forms |= {n for a in areas() for n in a.names if len(fold(n)) <= 4}
    return frozenset(forms)


def well_known(candidates: Candidates, words: int, folded: str) -> bool:
    """Whether a name, of so many words, counts as a place without another sign."""
    for entry, alias in candidates:
        if entry.kind in ("country", "area") or (entry.kind == "feature" and (entry.id is None or words > 1)):
            return True
        if entry.kind == "region" and (not alias or words > 1 or len(folded) > 4 or entry.country == "USA"):
            return entry.population > 100_000 or words > 1
        if entry.kind == "county" and words > 1:
            return True
        least = WELL_KNOWN if words == 1 else WELL_KNOWN_LONG
        if entry.kind in ("city", "capital") and entry.population >= least:
            return not alias or entry.population > 1_000_000
    return False


def near_person(texts: list[str], i: int) -> bool:
    """Whether a title or a given name stands before the word."""
    if i == 0:
        return False
    words, before = place_words(), fold_token(texts[i - 1])
    if before in words["titles"]:
        return True
    return texts[i - 1][:1].isupper() and before in words["given_names"]


@dataclass(slots=True)
class Signs:
    """A name and what stands around it.

    Args:
        texts: the sentence's words; the name is ``[first, end)``.
        label: the parser's entity at the first word, which is ``[e_first, e_end)``; empty without one.
        run_first: the capitalised words around it are ``[run_first, run_end)``.
        region_follows: whether a comma and a region come next.
        joined: whether "and" joins it to a name that is sure.
        shouting: whether the sentence is in capitals.
    """

    texts: list[str]
    first: int
    end: int
    folded: str
    candidates: Candidates
    label: str
    e_first: int
    e_end: int
    run_first: int
    run_end: int
    region_follows: bool
    joined: bool
    shouting: bool

    @property
    def before(self) -> str:
        return self.texts[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        return self.texts[self.end] if self.end < len(self.texts) else ""

    @property
    def single(self) -> bool:
        return self.end == self.first + 1

    def locative(self) -> bool:
        """Whether the word before puts it on the map."""
        before = self.before.lower()
        if before in place_words()["locative"]:
            # "According to Ashby" is a person's.
            return not (
                before == "to" and self.first > 1 and self.texts[self.first - 2].lower() == "according"
            )
        if before in ("-", "–") and self.first > 1 and self.texts[self.first - 2] in place_words()["parties"]:
            return True
        return self.joined

    def local(self) -> bool:
        """Whether someone or something of the town comes after: "an Ashby man"."""
        return self.after.lower() in place_words()["locals"]

    def dateline(self) -> bool:
        """Whether it opens a report: "ASHBY — Rain fell"."""
        if self.first > 1 or self.end >= len(self.texts):
            return False
        capitals = self.texts[self.first].isupper()
        return self.after in ("--", "—", "–", "-", "(") or (capitals and self.after in (",", " ", "  "))


def _word_alone(signs: Signs, known: bool) -> bool:
    """Whether one word can be a place at all: no pronoun, no weekday, no code but those that are written so."""
    words, word = place_words(), signs.texts[signs.first]
    short = len(signs.folded) <= 3 or (word.isupper() and len(signs.folded) <= 4)
    exact = word in short_forms()
    opens = known and len(signs.folded) > 3 and signs.dateline()  # "OSLO (AP) --"
    if short and not exact and not opens and (word.isupper() or len(signs.folded) < 3):
        return False
    if exact:
        return True
    if signs.folded in words["never"]:
        named = signs.label in ("GPE", "LOC")
        if signs.region_follows:
            return named or not signs.label
        return named and signs.before.lower() in ("in", "near") and signs.folded in words["unsure"]
    capitals = word.isupper() and len(word) > 3 and signs.shouting
    return not capitals or known or signs.region_follows or signs.label in ("GPE", "LOC")


def _person(signs: Signs, known: bool, locative: bool, surnames: set[str]) -> bool:
    """Whether it is a person's name; a person's last name is kept among the surnames."""
    words = place_words()
    if signs.region_follows:
        return False
    country = any(e.kind == "country" for e, _ in signs.candidates)
    if near_person(signs.texts, signs.first) and not country:
        surnames.add(fold_token(signs.texts[signs.end - 1]))
        return True
    if signs.label != "PERSON":
        return (
            signs.single and signs.folded in surnames and not locative and signs.label not in ("GPE", "LOC")
        )
    unsure = signs.single and signs.folded in words["unsure"]
    if signs.e_end - signs.e_first > signs.end - signs.first and (signs.single or not known):
        if signs.e_end <= signs.end:
            surnames.add(fold_token(signs.texts[signs.end - 1]))
        begins = locative and signs.e_first == signs.first
        return not (begins and fold_token(signs.after) in words["offices"])
    if signs.single and signs.folded in surnames:
        return True
    return not (locative or signs.local() or (known and not unsure))


def verdict(signs: Signs, surnames: set[str]) -> tuple[str, bool] | None:
    """How the name is meant and whether that is sure; None where it isn't a place.

    Args:
        surnames: last names of the article's persons so far; new ones are added.
    """
    words = place_words()
    known = well_known(signs.candidates, signs.end - signs.first, signs.folded) or (
        signs.single and signs.texts[signs.first] in short_forms()
    )
    if signs.single and not _word_alone(signs, known):
        return None
    locative = signs.locative()
    if _person(signs, known, locative, surnames):
        return None
    if signs.label in _NO_PLACE and not known:
        return None
    named = signs.label in ("GPE", "LOC", "FAC")
    unsure = signs.single and signs.folded in words["unsure"] and not named
    how, doubtful = "name", False
    if signs.region_follows:
        return how, True
    if signs.run_end > signs.end and not (named and signs.e_end == signs.end):
        following = fold_token(signs.texts[signs.end])
        if following in words["offices"] or following in words["titles"]:
            last = fold_token(signs.texts[signs.run_end - 1])
            how = "inside" if last in words["institutions"] else "name"
            doubtful = not (known or named or locative)
        elif signs.label == "ORG":
            how, doubtful = "inside", not (known and any(e.kind in _HIGH for e, _ in signs.candidates))
        elif not known:
            doubtful = not (named and signs.e_first == signs.first)
        else:
            doubtful = unsure
    elif signs.run_first < signs.first and not locative and not named:
        how = "inside" if signs.label == "ORG" else "name"
        if not known or unsure:
            return None
    if signs.label == "ORG" and signs.e_end - signs.e_first > signs.end - signs.first:
        how = "inside"
    if doubtful:
        return how, False
    sure = (
        (named and signs.e_first >= signs.first - 1)
        or locative
        or signs.local()
        or (known and not unsure)
        or signs.dateline()
    )
    return how, sure
