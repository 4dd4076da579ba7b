"""Which words of an article name places. Where those lie is decided in `locating`.

Names come from three sources: the gazetteer, the table of demonyms, and the parser's entities. A name of the gazetteer
counts by itself where it is well known; a small town's, since most English words and surnames are a town somewhere,
only with a sign: an entity, a word such as "near" before it, a region after it, or another mention that has one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.gazetteer.names import fold, fold_token
from reportedly.gazetteer.store import Gazetteer
from reportedly.language.places import abbreviations, areas, countries, place_words
from reportedly.steps.placesigns import Candidates, Signs, near_person, short_forms, verdict

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.steps.parse import ParsedArticle, Sentence

__all__ = ["Name", "find_names"]

#: Names are at most this many tokens long.
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name a place.

    Args:
        sentence: `Sentence.index`; the words are its tokens ``[first, end)``.
        folded: as it is looked up.
        candidates: what the gazetteer has, each with whether the name is an alias; empty: unknown.
        how: ``name``, ``demonym``, ``inside`` (in the name of an organisation), ``street``, ``entity`` (the parser's).
        sure: whether it has a sign of its own.
        within: the name after a comma that says where it lies, as an index into the names, or None.
    """

    sentence: int
    first: int
    end: int
    folded: str
    candidates: Candidates
    how: str
    sure: bool
    within: int | None = None


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    found = {fold(d): c.names[0] for c in countries() for d in c.demonyms}
    return found | {fold(d): a.name for a in areas() for d in a.demonyms}


@lru_cache(maxsize=1)
def _postal() -> dict[str, str]:
    return {form: r.code for r in abbreviations() for form in r.postal}


class _Reader:
    """Reads one sentence after another; keeps what the whole article has shown."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        words = place_words()
        self.locative, self.institutions = words["locative"], words["institutions"]
        self.streets, self.sites, self.numbered = words["streets"], words["sites"], words["numbered"]
        self.never, self.inner = words["never"], words["inner"]
        self.tongue, self.directions = words["tongue"], words["directions"]
        self.demonyms, self.short, self.postal = _demonyms(), short_forms(), _postal()
        #: Last names of persons met so far, folded.
        self.surnames: set[str] = set()

    def read(self, sentence: Sentence) -> list[Name]:
        doc = sentence.doc
        texts = [t.text for t in doc]
        capital = [t[:1].isupper() for t in texts]
        if True not in capital:
            return []
        folded = [
            fold_token(t) if c or t.lower() in self.inner or t in "-'" else "" for t, c in zip(texts, capital)
        ]
        kinds = self._entities(doc) if sentence.parsed else {}
        shouting = sum(t.isupper() and len(t) > 1 for t in texts) > max(4, len(texts) // 2)
        names: list[Name] = []
        i, size = 0, len(texts)
        # Where the last sure name ended: what "and" joins to it is a place too.
        last_end = -1
        while i < size:
            if not capital[i]:
                i += 1
                continue
            name = self._at(sentence, texts, folded, capital, kinds, i, shouting, last_end)
            if name is None:
                i += 1
                continue
            names.append(name)
            i = name.end
            if name.sure and name.how in ("name", "entity"):
                last_end = i
        return self._joined(names, texts)

    def _entities(self, doc: Doc) -> dict[int, tuple[str, int, int]]:
        return {i: (e.label_, e.start, e.end) for e in doc.ents for i in range(e.start, e.end)}

    def _longest(
        self, texts: list[str], folded: list[str], capital: list[bool], i: int
    ) -> tuple[int, str, Candidates]:
        """The longest name that starts here: one past its last token, its folded form, what it may be."""
        best: tuple[int, str, Candidates] = (i, "", ())
        parts: list[str] = []
        for j in range(i, min(i + LONGEST, len(texts))):
            text = texts[j]
            if capital[j]:
                parts.append(folded[j])
            elif text in ("-", "–", "'", "’") and j > i:
                continue
            elif text in ("'s", "’s") and j > i:
                # "People's Republic of China" is one name; "Norway's Parliament" none.
                parts[-1] += "s"
                continue
            elif j > i and text.lower() in self.inner:
                parts.append(folded[j])
                continue
            else:
                break
            whole = " ".join(p for p in parts if p)
            if len(whole) < 2:
                continue
            if whole in self.demonyms:
                best = (j + 1, whole, ())
            found = self.gazetteer.named(whole)
            if found:
                best = (j + 1, whole, found)
        return best

    def _at(
        self,
        sentence: Sentence,
        texts: list[str],
        folded: list[str],
        capital: list[bool],
        kinds: dict[int, tuple[str, int, int]],
        i: int,
        shouting: bool,
        last_end: int,
    ) -> Name | None:
        index = sentence.index
        end, whole, candidates = self._longest(texts, folded, capital, i)
        label, e_first, e_end = kinds.get(i, ("", i, i))
        # Comma and postal code: "Dayton, OH".
        if i > 1 and texts[i - 1] == "," and texts[i] in self.postal:
            return Name(
                index, i, i + 1, "postal " + texts[i], self._region(self.postal[texts[i]]), "name", True
            )
        if i > 0 and capital[i - 1] and texts[i] in self.postal and "." in texts[i] and texts[i] != "La.":
            return Name(
                index, i, i + 1, "postal " + texts[i], self._region(self.postal[texts[i]]), "name", True
            )
        # A street or site: capitalised words up to its last word.
        site = self._site(texts, capital, i, end)
        if site is not None and not any(e.kind == "county" and end > i + 1 for e, _ in candidates):
            at, kind = site
            found = self.gazetteer.named(" ".join(filter(None, map(fold_token, texts[i:at]))))
            if kind == "street" or not found:
                return Name(index, i, at, fold(" ".join(texts[i:at])), (), kind, True)
            end, whole, candidates = at, fold(" ".join(texts[i:at])), found
        if end > i:
            name = self._judge(
                sentence, texts, folded, capital, kinds, i, end, whole, candidates, shouting, last_end
            )
            if name is not None:
                return name
        if label in ("GPE", "LOC") and e_first == i and e_end > end:
            return self._entity(sentence, texts, i, e_end)
        return None

    def _entity(self, sentence: Sentence, texts: list[str], i: int, end: int) -> Name | None:
        """What the parser takes for a place and the gazetteer lacks: without its direction, or where a place stands."""
        first = i
        while first < end - 1 and (
            texts[first].lower() in self.directions or texts[first].lower() in self.never
        ):
            first += 1
        if texts[end - 1] in ("'s", "’s") and end - 1 > first:
            end -= 1
        whole = " ".join(filter(None, map(fold_token, texts[first:end])))
        if len(whole) < 3 or whole in self.never or near_person(texts, first):
            return None
        found = self.gazetteer.named(whole)
        if not found and whole.endswith(" township"):
            found = self.gazetteer.named(whole.removesuffix(" township"))
        before = texts[i - 1].lower() if i else ""
        lone = before in self.locative and not (before == "to" and texts[i - 2].lower() == "according")
        if not found and not lone and end - first == 1:
            return None
        return Name(sentence.index, first, end, whole, found, "entity", True)

    def _region(self, code: str) -> Candidates:
        entry = self.gazetteer.division(code)
        return ((entry, False),) if entry else ()

    def _site(self, texts: list[str], capital: list[bool], i: int, end: int) -> tuple[int, str] | None:
        """A street or a natural feature that starts here: one past its last word, and which."""
        if fold_token(texts[i]) in self.numbered and i + 1 < len(texts) and texts[i + 1][:1].isdigit():
            return i + 2, "street"
        j = i + 1
        while j < len(texts) and capital[j] and j - i < 5:
            low = fold_token(texts[j]) if texts[j] != "St." else "street"
            follows = j + 1 < len(texts) and capital[j + 1]
            if (
                low in self.streets
                and low != "st"
                and not (follows and fold_token(texts[j + 1]) not in self.streets)
            ):
                return j + 1, "street"
            if low in self.sites and not follows and j + 1 >= end:
                return j + 1, "site"
            j += 1
        return None

    def _judge(
        self,
        sentence: Sentence,
        texts: list[str],
        folded: list[str],
        capital: list[bool],
        kinds: dict[int, tuple[str, int, int]],
        i: int,
        end: int,
        whole: str,
        candidates: Candidates,
        shouting: bool,
        last_end: int,
    ) -> Name | None:
        if whole in self.demonyms and not any(e.kind == "country" for e, _ in candidates):
            return self._demonym(sentence, texts, kinds, i, end, whole)
        if end == i + 1 and texts[i] in self.short:
            high = tuple(c for c in candidates if c[0].kind in ("country", "region", "area"))
            candidates = high or candidates
        run_first, run_end = i, end
        while run_first > 0 and capital[run_first - 1] and texts[run_first - 1] not in self.short:
            run_first -= 1
        while run_end < len(texts) and capital[run_end]:
            run_end += 1
        # A sentence's first word is capitalised anyway.
        if i == 1 and (texts[0].lower() in self.locative or texts[0].lower() in self.never):
            run_first = i
        signs = Signs(
            texts,
            i,
            end,
            whole,
            candidates,
            *kinds.get(i, ("", i, i)),
            run_first,
            run_end,
            self._region_follows(texts, capital, folded, end),
            last_end == i - 1 and texts[i - 1].lower() in ("and", "or"),
            shouting,
        )
        found = verdict(signs, self.surnames)
        return Name(sentence.index, i, end, whole, candidates, *found) if found else None

    def _demonym(
        self,
        sentence: Sentence,
        texts: list[str],
        kinds: dict[int, tuple[str, int, int]],
        i: int,
        end: int,
        whole: str,
    ) -> Name | None:
        label, e_first, e_end = kinds.get(i, ("", i, i))
        if label in ("PERSON", "WORK_OF_ART", "LANGUAGE", "PRODUCT"):
            return None
        before = texts[i - 1].lower() if i else ""
        after = texts[end] if end < len(texts) else ""
        if after in ("said", "says", "told", "added") and not texts[i].endswith("s"):
            # Mr. French and Ms. Irish.
            return None
        if before in self.tongue or (whole in ("english",) and label != "NORP"):
            return None
        if label == "ORG" and e_end - e_first > end - i:
            last = fold_token(texts[e_end - 1])
            if last not in self.institutions:
                return None
        place = self.demonyms[whole]
        candidates = tuple(
            c for c in self.gazetteer.named(fold(place)) if c[0].kind in ("country", "area", "region")
        )
        if not candidates:
            return None
        return Name(sentence.index, i, end, whole, candidates, "demonym", True)

    def _region_follows(self, texts: list[str], capital: list[bool], folded: list[str], end: int) -> bool:
        """Whether a comma (or bracket) and a region or country come next."""
        if end + 1 >= len(texts) or texts[end] not in (",", "(") or not capital[end + 1]:
            return False
        if texts[end + 1] in self.postal:
            return True
        _, whole, candidates = self._longest(texts, folded, capital, end + 1)
        if len(whole) <= 3 and texts[end + 1] not in self.short:
            return False
        return any(e.kind in ("country", "region") and e.population > 20_000 for e, _ in candidates)

    def _joined(self, names: list[Name], texts: list[str]) -> list[Name]:
        """Names with the one after the comma that says where they lie."""
        for at in range(len(names) - 1, 0, -1):
            one, two = names[at - 1], names[at]
            if (two.first == one.end + 1 and texts[one.end] in (",", "(")) or (
                two.first == one.end and two.folded.startswith("postal")
            ):
                names[at - 1] = replace(one, within=at)
        return names


def find_names(parsed: ParsedArticle, *, gazetteer: Gazetteer) -> list[Name]:
    """The names of an article in reading order; unsure ones only where another mention is sure."""
    reader = _Reader(gazetteer)
    found: list[Name] = []
    for sentence in parsed.sentences:
        names = reader.read(sentence)
        found += [
            name if name.within is None else replace(name, within=name.within + len(found)) for name in names
        ]
    sure = {name.folded for name in found if name.sure}
    kept: list[Name] = []
    moved: dict[int, int] = {}
    for at, name in enumerate(found):
        if name.sure or name.folded in sure:
            moved[at] = len(kept)
            kept.append(name)
    return [name if name.within is None else replace(name, within=moved.get(name.within)) for name in kept]
