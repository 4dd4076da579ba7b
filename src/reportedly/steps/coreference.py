"""Which phrases of an article are the same actor: short names, titles, appositions, pronouns, "the two countries"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import cast

from reportedly.language.roles import role_nouns
from reportedly.registry import Registry
from reportedly.registry.folding import fold, surname
from reportedly.steps.cast import ActorMention, How
from reportedly.steps.who_people import known_person, sectors_on
from reportedly.steps.who_phrases import Phrase

__all__ = ["Draft", "Joiner"]

_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_ANY_BODY = frozenset(
    [
        "group",
        "movement",
        "organisation",
        "organization",
        "body",
        "agency",
        "institution",
        "alliance",
        "militia",
        "faction",
        "network",
    ]
)
_STATE = frozenset({"country", "nation", "kingdom", "republic"})
_BOTH = frozenset(
    [
        "country",
        "nation",
        "side",
        "government",
        "neighbour",
        "neighbor",
        "state",
        "leader",
        "ally",
        "rival",
        "party",
        "power",
        "minister",
        "president",
        "army",
    ]
)
#: Sentences that a pronoun or "the minister" looks back over.
_REACH = 2


@dataclass(slots=True)
class Draft:
    """An actor while the article is read."""

    number: int
    kind: str
    name: str
    entity: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    person: str = ""
    nouns: set[str] = field(default_factory=set)
    plural: bool = False
    gender: str = ""
    described: bool = False
    mentions: list[ActorMention] = field(default_factory=list)
    last_sentence: int = -1
    last_subject: int = -1
    last_token: int = -1


class Joiner:
    """Takes an article's phrases in reading order and tells whose they are."""

    def __init__(self, registry: Registry, day: date | None) -> None:
        self._registry = registry
        self._day = day
        self.drafts: list[Draft] = []
        self._by_key: dict[tuple[str, ...], Draft] = {}
        self._by_surname: dict[str, list[Draft]] = {}
        self._here: dict[int, list[Draft]] = {}
        self._mentioned: list[tuple[Phrase, Draft]] = []

    def read(self, phrases: list[Phrase]) -> None:
        """Join the phrases of the next sentence to the actors so far, or make new ones."""
        self._here = {}
        self._mentioned = []
        later: list[Phrase] = []
        # Names first: "the minister, X" and "his ally X" are told by what stands beside them in the sentence.
        for phrase in sorted(phrases, key=lambda p: (p.how == "pronoun", p.appositive_to is not None)):
            if phrase.how == "pronoun" or self._waits(phrase):
                later.append(phrase)
            else:
                self._take(phrase)
        for phrase in sorted(later, key=lambda p: p.head):
            drafts = self._pronoun(phrase) if phrase.how == "pronoun" else self._definite(phrase)
            for draft in drafts:
                self._mention(phrase, draft)

    def _waits(self, phrase: Phrase) -> bool:
        return (
            phrase.how in {"description", "role"}
            and phrase.definite
            and phrase.entity is None
            and phrase.appositive_to is None
        )

    def _take(self, phrase: Phrase) -> None:
        beside = self._here.get(phrase.appositive_to) if phrase.appositive_to is not None else None
        if beside and len(beside) == 1 and self._fits(beside[0], phrase):
            self._merge(beside[0], phrase)
            self._mention(phrase, beside[0])
            return
        draft = self._person(phrase) if phrase.person and phrase.kind == "person" else self._other(phrase)
        self._mention(phrase, draft)

    def _fits(self, draft: Draft, phrase: Phrase) -> bool:
        if (
            draft.country
            and phrase.country
            and draft.country != phrase.country
            and not phrase.entity == draft.entity
        ):
            return False
        if phrase.kind == "country" or draft.kind == "country":
            return False
        single = {"person"}
        if (draft.kind in single) != (phrase.kind in single):
            return False
        return not (draft.person and phrase.person and fold(draft.person) != fold(phrase.person))

    def _merge(self, draft: Draft, phrase: Phrase) -> None:
        """What a further phrase adds to an actor."""
        if phrase.person and (not draft.person or len(phrase.person.split()) > len(draft.person.split())):
            if phrase.kind == "person":
                draft.person = phrase.person
                draft.name = phrase.person
                draft.described = False
                self._known(draft, phrase)
                self._remember_person(draft)
        elif draft.described and phrase.how == "name":
            draft.name, draft.described = phrase.name, False
        elif phrase.how == "name" and draft.kind == "organisation" and len(phrase.name) > len(draft.name):
            draft.name = phrase.name
        draft.country = draft.country or phrase.country
        if phrase.sectors and phrase.sectors != ("UNK",):
            draft.sectors = tuple(dict.fromkeys((*(s for s in draft.sectors if s != "UNK"), *phrase.sectors)))
        if phrase.role and (draft.role is None or (len(phrase.role) > len(draft.role) and not draft.person)):
            draft.role = phrase.role
        draft.gender = draft.gender or phrase.gender
        if phrase.entity and not draft.entity:
            draft.entity = phrase.entity

    def _new(self, phrase: Phrase) -> Draft:
        draft = Draft(
            len(self.drafts) + 1, phrase.kind or "person", phrase.name, phrase.entity, phrase.country, phrase.sectors, phrase.role,
            phrase.person if phrase.kind == "person" else "", plural=phrase.plural, gender=phrase.gender, described=phrase.how in {"description", "role"},
        )  # fmt: skip
        self.drafts.append(draft)
        return draft

    def _mention(self, phrase: Phrase, draft: Draft) -> None:
        if phrase.noun and phrase.how != "pronoun":
            draft.nouns.add(phrase.noun)
        draft.mentions.append(
            ActorMention(
                str(draft.number),
                phrase.sentence,
                phrase.first,
                phrase.end,
                phrase.head,
                cast(How, phrase.how),
            )
        )
        draft.last_sentence, draft.last_token = phrase.sentence, phrase.head
        if phrase.subject:
            draft.last_subject = phrase.sentence
        self._here.setdefault(phrase.head, []).append(draft)
        self._mentioned.append((phrase, draft))

    # Persons

    def _person(self, phrase: Phrase) -> Draft:
        own = self._owner_country(phrase)
        words = phrase.person.split()
        family = surname(phrase.person, phrase.country or own)
        key = fold(phrase.person)
        found = self._by_key.get(("person", key))
        if found is None:
            alike = [d for d in self._by_surname.get(fold(words[-1]), []) if self._same_person(d, phrase)]
            alike = alike or [d for d in self._by_surname.get(family, []) if self._same_person(d, phrase)]
            if len(alike) > 1 and len(words) == 1:
                alike = [d for d in alike if phrase.gender and d.gender == phrase.gender] or [
                    max(alike, key=lambda d: d.last_sentence)
                ]
            found = alike[-1] if alike else None
        if found is not None:
            self._merge(found, phrase)
            return found
        # A name beside a description of the same office and country told before: "the foreign minister ... Minister X".
        draft = self._new(phrase)
        draft.country = draft.country or own
        self._known(draft, phrase)
        self._remember_person(draft)
        return draft

    def _same_person(self, draft: Draft, phrase: Phrase) -> bool:
        if phrase.gender and draft.gender and phrase.gender != draft.gender:
            return False
        if phrase.country and draft.country and phrase.country != draft.country:
            return False
        old, new = fold(draft.person).split(), fold(phrase.person).split()
        if not old or not new:
            return False
        if len(new) == 1 or len(old) == 1:
            return True
        return old[0] == new[0] or (old[0][0] == new[0][0] and 1 in (len(old[0]), len(new[0])))

    def _remember_person(self, draft: Draft) -> None:
        self._by_key[("person", fold(draft.person))] = draft
        words = draft.person.split()
        for family in {fold(words[-1]), surname(draft.person, draft.country)}:
            listed = self._by_surname.setdefault(family, [])
            if draft not in listed:
                listed.append(draft)

    def _known(self, draft: Draft, phrase: Phrase) -> None:
        """What the registry knows of a person on the day of publication."""
        entity = known_person(
            self._registry,
            draft.person,
            day=self._day,
            country=draft.country,
            noun=phrase.noun,
            titled=bool(phrase.noun),
        )
        if entity is None:
            return
        draft.entity = entity.id
        sectors, office = sectors_on(entity, self._day)
        draft.country = draft.country or (office.country if office else None) or entity.country
        if phrase.former or not (draft.sectors and draft.sectors != ("UNK",)):
            draft.sectors = draft.sectors if phrase.former else sectors
        elif sectors != ("ELI",):
            draft.sectors = tuple(dict.fromkeys((*draft.sectors, *sectors)))
        if draft.role is None and office is not None and sectors != ("ELI",):
            draft.role = office.title

    # Countries, organisations, descriptions

    def _other(self, phrase: Phrase) -> Draft:
        if phrase.kind is not None and phrase.country is None:
            phrase_country = self._owner_country(phrase)
        else:
            phrase_country = phrase.country
        key = self._key(phrase, phrase_country)
        found = self._by_key.get(key) if key else None
        if found is None and phrase.how == "name" and phrase.person and phrase.kind == "organisation":
            # A bare capitalised word: a surname that the recogniser missed.
            alike = self._by_surname.get(fold(phrase.person), [])
            found = alike[-1] if len(alike) == 1 else None
        if (
            found is None
            and phrase.how == "role"
            and not phrase.plural
            and phrase.kind == "person"
            and phrase_country
        ):
            found = self._holder(phrase, phrase_country)
        if found is not None:
            self._merge(found, phrase)
            found.country = found.country or phrase_country
            return found
        draft = self._new(phrase)
        draft.country = phrase_country
        if key:
            self._by_key[key] = draft
        if phrase.how == "name" and phrase.kind == "organisation" and phrase.entity is None:
            initials = "".join(w[0] for w in phrase.name.split() if w[0].isupper())
            if len(initials) > 2:
                self._by_key.setdefault(("name", fold(initials)), draft)
        return draft

    def _key(self, phrase: Phrase, country: str | None) -> tuple[str, ...] | None:
        if phrase.entity:
            return ("id", phrase.entity)
        if phrase.how in {"name", "place"}:
            return (
                ("name", fold(phrase.name), country or "")
                if phrase.kind != "organisation"
                else ("name", fold(phrase.name))
            )
        single = phrase.kind == "person" and not phrase.plural
        if single and not phrase.definite:
            return None
        if phrase.noun == "people" or phrase.how == "description":
            return (
                "described",
                phrase.noun,
                country or "",
                fold(phrase.name) if not country else str(phrase.plural),
            )
        return ("role", phrase.noun, country or "", str(phrase.plural), str(phrase.former))

    def _holder(self, phrase: Phrase, country: str) -> Draft | None:
        """The one person told before who holds the office: "the Iranian minister" after "Minister X of Iran"."""
        last = phrase.noun.rsplit(" ", 1)[-1]
        fits = [
            d
            for d in self.drafts
            if d.kind == "person" and d.person and d.country == country and not phrase.former
            and (phrase.noun in d.nouns or last in {n.rsplit(" ", 1)[-1] for n in d.nouns} or _same_office(d, phrase))
        ]  # fmt: skip
        return fits[0] if len(fits) == 1 else None

    def _owner_country(self, phrase: Phrase) -> str | None:
        """The country of "his foreign minister", "the group's spokesman"."""
        if phrase.owner is None:
            return None
        owners = self._here.get(phrase.owner) or self._resolve_owner(phrase)
        countries = {d.country for d in owners if d.country}
        return countries.pop() if len(countries) == 1 else None

    def _resolve_owner(self, phrase: Phrase) -> list[Draft]:
        recent = [
            d
            for d in self.drafts
            if d.last_sentence >= phrase.sentence - 1 and d.country and d.country not in _BODIES
        ]
        countries = {d.country for d in recent}
        return recent[:1] if len(countries) == 1 else []

    # "the minister", "the group", "the two countries"

    def _definite(self, phrase: Phrase) -> list[Draft]:
        beside = self._here.get(phrase.appositive_to) if phrase.appositive_to is not None else None
        if beside and len(beside) == 1 and self._fits(beside[0], phrase):
            self._merge(beside[0], phrase)
            return beside
        last = phrase.noun.rsplit(" ", 1)[-1]
        words = phrase.name.lower().split()
        if phrase.plural and last in _BOTH and words[:1] in (["two"], ["both"]) and phrase.country is None:
            return self._two(phrase)
        if phrase.country is None and not phrase.plural:
            found = self._earlier(phrase, last, words)
            if found is not None:
                return [found]
        return [self._other(phrase)]

    def _earlier(self, phrase: Phrase, last: str, words: list[str]) -> Draft | None:
        recent = [d for d in self.drafts if d.last_sentence >= phrase.sentence - _REACH]
        bare = len(words) == len(phrase.noun.split())
        if last in _STATE and phrase.kind != "person":
            return self._one(
                {
                    id(d): d
                    for d in self.drafts
                    if d.kind == "country" and d.last_sentence >= phrase.sentence - 1
                }
            )
        if not bare and phrase.kind != "person":
            return None
        if phrase.kind == "person":
            named = [d for d in self.drafts if d.kind == "person" and d.person]
            fits = [
                d
                for d in named
                if any(n == phrase.noun or n.endswith(" " + last) for n in d.nouns) or _same_office(d, phrase)
            ]
            if fits and bare:
                return max(fits, key=lambda d: (d.last_sentence, d.last_token))
            return None
        if last in _ANY_BODY:
            return self._one(
                {
                    id(d): d
                    for d in recent
                    if d.kind in {"organisation", "group"} and not d.plural and not d.described
                }
            )
        if last in {
            "party",
            "company",
            "firm",
            "court",
            "ministry",
            "agency",
            "newspaper",
            "paper",
            "bank",
            "union",
            "army",
            "church",
            "university",
        }:
            noun = role_nouns().get(last)
            sectors = set(noun.sectors) if noun else set()
            return self._one(
                {
                    id(d): d
                    for d in recent
                    if d.kind == "organisation"
                    and not d.described
                    and (sectors & set(d.sectors) or last in d.name.lower())
                }
            )
        return None

    @staticmethod
    def _one(drafts: dict[int, Draft]) -> Draft | None:
        found = list(drafts.values())
        if len(found) == 1:
            return found[0]
        subjects = [
            d
            for d in found
            if d.last_subject == max((x.last_subject for x in found), default=-1) and d.last_subject >= 0
        ]
        return subjects[0] if len(subjects) == 1 else None

    def _two(self, phrase: Phrase) -> list[Draft]:
        for reach in (0, 1, 2):
            near = [
                d
                for d in self.drafts
                if d.country
                and phrase.sentence - reach <= d.last_sentence
                and (reach or d.last_token < phrase.head)
            ]
            states = [d for d in near if d.kind == "country"] or near
            countries = list(dict.fromkeys(d.country for d in states))
            if len(countries) == 2:
                return [next(d for d in states if d.country == c) for c in countries]
            if len(countries) > 2:
                break
        return []

    # Pronouns

    def _pronoun(self, phrase: Phrase) -> list[Draft]:
        if phrase.appositive_to is not None:
            return self._here.get(phrase.appositive_to, [])
        if phrase.noun in {"who", "whom", "which", "that", "whose"}:
            return []
        if phrase.gender:
            return self._nearest(
                phrase, lambda d: d.kind == "person" and not d.plural and d.gender in {"", phrase.gender}
            )
        if phrase.plural:
            found = self._nearest(phrase, lambda d: d.plural or d.kind in {"people", "group"})
            return found or self._nearest(phrase, lambda d: d.kind in {"organisation", "group"})
        return self._nearest(
            phrase,
            lambda d: d.kind in {"country", "organisation", "group"} and not (d.plural and d.described),
        )

    def _nearest(self, phrase: Phrase, fits: object) -> list[Draft]:
        """The one that fits: the subject before in this sentence, else of the sentence before; none where two tie."""
        assert callable(fits)
        before = [
            (p, d) for p, d in self._mentioned if p.head < phrase.head and p.how != "pronoun" and fits(d)
        ]
        subjects = list(dict.fromkeys(d.number for p, d in before if p.subject))
        if len(subjects) == 1:
            return [self.drafts[subjects[0] - 1]]
        if not subjects and len({d.number for _, d in before}) == 1:
            return [before[0][1]]
        if subjects or before:
            return (
                [self.drafts[subjects[-1] - 1]] if subjects and phrase.gender and len(subjects) == 1 else []
            )
        for back in range(1, _REACH + 1):
            at = phrase.sentence - back
            led = [d for d in self.drafts if fits(d) and d.last_subject == at]
            if len(led) == 1:
                return led
            told = [d for d in self.drafts if fits(d) and d.last_sentence == at]
            if len(told) == 1:
                return told
            if led or told:
                return []
        return []


def _same_office(draft: Draft, phrase: Phrase) -> bool:
    """Whether a person's known role is the office of a description, by its last word."""
    last = phrase.noun.rsplit(" ", 1)[-1]
    return bool(draft.role and phrase.noun and last in draft.role.lower().split())
