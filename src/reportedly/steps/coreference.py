"""Which phrases of an article are the same actor: short names, titles, appositions, offices and their holders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.language.roles import role_nouns, word_set
from reportedly.registry import Registry
from reportedly.registry.folding import fold, surname
from reportedly.steps.coreference_back import antecedents, the_two
from reportedly.steps.who_drafts import REACH, Draft, Memory
from reportedly.steps.who_people import known_person, sectors_on
from reportedly.steps.who_view import Phrase

__all__ = ["Joiner"]

_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_DESCRIBED = frozenset({"description", "role"})


class Joiner:
    """Takes an article's phrases, sentence by sentence, and tells whose they are.

    Args:
        day: of publication; offices are those held then.
        told: the countries that the article names.
    """

    def __init__(self, registry: Registry, day: date | None, told: frozenset[str]) -> None:
        self._registry = registry
        self._day = day
        self._told = told
        self._memory = Memory()

    def actors(self) -> list[Draft]:
        """The actors so far that are mentioned."""
        return self._memory.known(lambda draft: bool(draft.mentions))

    def read(self, phrases: list[Phrase]) -> None:
        """Join the phrases of the next sentence to the actors so far, or make new ones.

        Names come first and pronouns last: "the minister, X", "its ally X" are told by what stands beside them.
        """
        self._memory.begin_sentence()
        looking_back: list[Phrase] = []
        beside: list[Phrase] = []
        for phrase in phrases:
            if phrase.how == "pronoun" or (phrase.appositive_to is None and self._looks_back(phrase)):
                looking_back.append(phrase)
            elif phrase.appositive_to is not None:
                beside.append(phrase)
            else:
                self._take(phrase)
        for phrase in beside:
            self._take(phrase)
        for phrase in sorted(looking_back, key=lambda p: p.head):
            if phrase.how == "pronoun":
                found = antecedents(phrase, self._memory)
            else:
                found = self._definite(phrase)
            for draft in found:
                self._memory.mention(phrase, draft)
                self._late_apposition(phrase, draft)

    @staticmethod
    def _looks_back(phrase: Phrase) -> bool:
        return (
            phrase.how in _DESCRIBED
            and phrase.entity is None
            and (phrase.definite or phrase.owner is not None)
        )

    def _take(self, phrase: Phrase) -> None:
        beside = (
            self._memory.at_head.get(phrase.appositive_to, []) if phrase.appositive_to is not None else []
        )
        if len(beside) == 1 and self._fits(beside[0], phrase):
            draft = beside[0]
            self._merge(draft, phrase)
        elif phrase.person and phrase.kind == "person":
            draft = self._person(phrase)
        else:
            draft = self._other(phrase)
        self._memory.mention(phrase, draft)

    def _late_apposition(self, phrase: Phrase, draft: Draft) -> None:
        """A name that stands beside a phrase which looked back: "the foreign minister, Anna Berg"."""
        if phrase.how == "pronoun":
            return
        for other, told in list(self._memory.mentioned):
            if other.appositive_to == phrase.head and told is not draft and self._fits(told, phrase):
                if told.person and draft.person:
                    continue
                self._merge(told, phrase)
                if len(draft.mentions) == 1:
                    self._memory.replace(draft, told)

    def _fits(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether a phrase beside an actor's can be the same actor."""
        if draft.entity and phrase.entity and draft.entity != phrase.entity:
            return False
        if draft.country and phrase.country and draft.country != phrase.country:
            return False
        if draft.person and phrase.kind == "organisation" and phrase.how == "name" and phrase.entity is None:
            return len(phrase.name) > 2 and phrase.name.isalpha()
        if "country" in (draft.kind, phrase.kind) or "place" in (phrase.how,):
            return False
        if (draft.kind == "person") != (phrase.kind == "person"):
            return False
        return not (draft.person and phrase.person and fold(draft.person) != fold(phrase.person))

    def _merge(self, draft: Draft, phrase: Phrase) -> None:
        """Add to an actor what a further phrase says of it."""
        if draft.kind == "person" and phrase.kind == "organisation":
            # Another spelling in brackets, which the recogniser didn't know for a name.
            self._memory.remember_surname(fold(phrase.name), draft)
            return
        longer = len(phrase.person.split()) > len(draft.person.split())
        if phrase.kind == "person" and phrase.person and longer:
            draft.person, draft.name, draft.described = phrase.person, phrase.person, False
            draft.country = draft.country or phrase.country
            self._know(draft, phrase)
            self._memory.remember_person(draft)
        elif draft.described and phrase.how == "name":
            draft.name, draft.described = phrase.name, False
        elif phrase.how == "name" and draft.kind == "organisation" and len(phrase.name) > len(draft.name):
            draft.name = phrase.name
        draft.country = draft.country or phrase.country
        if phrase.sectors and phrase.sectors != ("UNK",):
            kept = tuple(s for s in draft.sectors if s != "UNK")
            draft.sectors = tuple(dict.fromkeys((*kept, *phrase.sectors)))
        if phrase.role and (draft.role is None or (draft.described and len(phrase.role) > len(draft.role))):
            draft.role = phrase.role
        draft.gender = draft.gender or phrase.gender
        draft.entity = draft.entity or phrase.entity

    # Persons

    def _person(self, phrase: Phrase) -> Draft:
        own = phrase.country or self._owner_country(phrase)
        found = self._known_in_article(phrase, own)
        if found is not None:
            self._merge(found, phrase)
            return found
        draft = self._memory.new(phrase, own)
        self._know(draft, phrase)
        self._memory.remember_person(draft)
        self._unveil(draft, phrase)
        return draft

    def _known_in_article(self, phrase: Phrase, country: str | None) -> Draft | None:
        words = phrase.person.split()
        found = self._memory.by_key.get(("person", fold(phrase.person)))
        if found is not None:
            return found
        for family in dict.fromkeys((fold(words[-1]), surname(phrase.person, country))):
            alike = [d for d in self._memory.by_surname.get(family, []) if _same_person(d, phrase)]
            if len(alike) > 1 and phrase.noun:
                alike = [d for d in alike if d.holds(phrase.noun, phrase.sectors)] or alike
            if alike:
                return max(alike, key=lambda d: (d.last_sentence, d.last_token))
        return None

    def _know(self, draft: Draft, phrase: Phrase) -> None:
        """Add what the registry knows of a person on the day of publication; the text's own office comes first."""
        entity = known_person(
            self._registry,
            draft.person,
            day=self._day,
            country=draft.country,
            noun=phrase.noun,
            told=self._told,
        )
        if entity is None:
            return
        sectors, office = sectors_on(entity, self._day)
        draft.entity = entity.id
        draft.office = " ".join(o.title for o in entity.offices_on(self._day)).lower()
        draft.country = draft.country or (office.country if office else None) or entity.country
        told = draft.sectors and draft.sectors != ("UNK",)
        if not told:
            draft.sectors = sectors
        elif not phrase.former and sectors != ("ELI",):
            # An honorific ("Ayatollah") comes after the office.
            both = (*sectors, *draft.sectors) if draft.sectors == ("REL",) else (*draft.sectors, *sectors)
            draft.sectors = tuple(dict.fromkeys(both))
        if draft.role is None and office is not None:
            draft.role = office.title

    def _unveil(self, draft: Draft, phrase: Phrase) -> None:
        """Give a person the mentions of the office that was named before its holder."""
        if not draft.country:
            # "Japan's finance minister … Finance Minister X": the office's country is its holder's.
            bare = self._memory.known(
                lambda d: (
                    d.described
                    and d.definite
                    and d.kind == "person"
                    and phrase.noun in d.nouns
                    and not d.plural
                )
            )
            if phrase.noun and len(bare) == 1 and not phrase.former:
                draft.country = bare[0].country
                self._memory.replace(bare[0], draft)
            return
        now = max((d.last_sentence for d in self._memory.drafts), default=0)
        same = self._memory.known(
            lambda d: (
                d.described
                and d.definite
                and d.kind == "person"
                and d.country == draft.country
                and (
                    any(draft.holds(noun, d.sectors) for noun in d.nouns)
                    or (d.last_sentence >= now - 1 and _is_rank(d) and d.sectors[:1] == draft.sectors[:1])
                )
            )
        )
        for told in same:
            if told is not draft:
                if told.role and (draft.role is None or len(told.role) > len(draft.role)):
                    draft.role = told.role
                self._memory.replace(told, draft)

    # Countries, organisations, descriptions

    def _other(self, phrase: Phrase) -> Draft:
        country = phrase.country or self._owner_country(phrase)
        key = _key(phrase, country)
        found = self._memory.by_key.get(key) if key else None
        if found is None and phrase.how in {"name", "place"} and phrase.person and phrase.entity is None:
            # A capitalised word without a label: a surname that the recogniser missed.
            alike = self._memory.by_surname.get(fold(phrase.person), [])
            found = max(alike, key=lambda d: (d.last_sentence, d.last_token), default=None)
        if found is None and phrase.how == "name" and phrase.kind == "organisation" and country is None:
            # "The Senate" after "the U.S. Senate".
            end = f" {phrase.name}"
            found = self._memory.only(
                self._memory.known(lambda d: d.kind == "organisation" and d.name.endswith(end))
            )
        if found is None and phrase.how == "role" and phrase.kind == "person" and phrase.definite and country:
            found = self._holder(phrase, country)
        if found is not None:
            self._merge(found, phrase)
            found.country = found.country or country
            return found
        draft = self._memory.new(phrase, country)
        if key:
            self._memory.by_key[key] = draft
        if phrase.how == "name" and phrase.kind == "organisation" and phrase.entity is None:
            initials = "".join(word[0] for word in phrase.name.split() if word[0].isupper())
            if len(initials) > 2:
                self._memory.by_key.setdefault(("name", fold(initials)), draft)
        return draft

    def _holder(self, phrase: Phrase, country: str) -> Draft | None:
        """The one person told before who holds the office: "the Finnish minister" after "Finland's minister X"."""
        if phrase.former:
            return None
        own = self._memory.known(lambda d: d.kind == "person" and bool(d.person) and d.country == country)
        fits = [d for d in own if d.holds(phrase.noun, phrase.sectors)]
        last = phrase.noun.rsplit(" ", 1)[-1]
        if not fits and last in word_set("ranks"):
            # "The top military commander": the only one of that country and sector who was told of lately.
            near = [d for d in own if d.last_sentence >= phrase.sentence - REACH]
            fits = [d for d in near if phrase.sectors and phrase.sectors[0] in d.sectors]
        return fits[0] if len(fits) == 1 else None

    def _owner_country(self, phrase: Phrase) -> str | None:
        """The country of "his foreign minister", "the government of X"."""
        if phrase.owner is None:
            return None
        owners = self._memory.at_head.get(phrase.owner, [])
        countries = {d.country for d in owners if d.country}
        return countries.pop() if len(countries) == 1 else None

    # "the minister", "the group", "the two countries"

    def _definite(self, phrase: Phrase) -> list[Draft]:
        last = phrase.noun.rsplit(" ", 1)[-1]
        words = phrase.name.lower().split()
        if last in word_set("others") and phrase.owner is not None and not phrase.plural:
            return self._other_of(phrase)
        if (
            phrase.plural
            and last in word_set("both")
            and words[:1] in (["two"], ["both"])
            and not phrase.country
        ):
            return the_two(phrase, self._memory)
        if phrase.country is None and not phrase.plural and phrase.owner is None:
            earlier = self._earlier(phrase, last, len(words) == len(phrase.noun.split()))
            if earlier is not None:
                return [earlier]
        return [self._other(phrase)]

    def _other_of(self, phrase: Phrase) -> list[Draft]:
        """ "Its ally": the only other country that the sentence names, else an actor without a country."""
        own = self._owner_country(phrase)
        states = [d for _, d in self._memory.mentioned if d.kind == "country" and d.country != own]
        if own and len(set(states)) == 1 and phrase.kind != "person" and phrase.country is None:
            return states[:1]
        return [self._other(replace(phrase, owner=None))]

    def _earlier(self, phrase: Phrase, last: str, bare: bool) -> Draft | None:
        """The actor told before that "the minister", "the group" or "the country" takes up; None where several could be."""
        memory = self._memory
        if last in word_set("states") and phrase.kind != "person":
            near = phrase.sentence - 1
            return memory.only(memory.known(lambda d: d.kind == "country" and d.last_sentence >= near))
        if not bare:
            return None
        reach = phrase.sentence - REACH
        if phrase.kind == "person":
            fits = memory.known(
                lambda d: (
                    d.kind == "person"
                    and bool(d.person)
                    and (
                        any(noun == phrase.noun or noun.endswith(f" {last}") for noun in d.nouns)
                        or d.holds(phrase.noun, phrase.sectors)
                    )
                )
            )
            last_named = max(fits, key=lambda d: (d.last_sentence, d.last_token), default=None)
            return last_named or self._described_so(last, reach)
        named = memory.known(
            lambda d: d.kind in {"organisation", "group"} and not d.described and d.last_sentence >= reach
        )
        if last in word_set("any_body"):
            return memory.only(d for d in named if not d.plural)
        if last in word_set("named_bodies"):
            noun = role_nouns().get(last)
            sectors = set(noun.sectors) if noun else set()
            return memory.only(d for d in named if sectors & set(d.sectors) or last in d.name.lower())
        return self._described_so(last, reach)

    def _described_so(self, last: str, reach: int) -> Draft | None:
        """The one lately described with the same noun: "a police station in Tumaco … the station"."""
        return self._memory.only(
            self._memory.known(
                lambda d: (
                    d.described
                    and not d.plural
                    and d.last_sentence >= reach
                    and any(noun.rsplit(" ", 1)[-1] == last for noun in d.nouns)
                )
            )
        )


def _is_rank(draft: Draft) -> bool:
    return any(noun.rsplit(" ", 1)[-1] in word_set("ranks") for noun in draft.nouns)


def _same_person(draft: Draft, phrase: Phrase) -> bool:
    """Whether a name can be another form of a person's: a surname, an initial, a different spelling of the first name."""
    if phrase.gender and draft.gender and phrase.gender != draft.gender:
        return False
    if phrase.country and draft.country and phrase.country != draft.country:
        return False
    if 1 in (len(draft.person.split()), len(phrase.person.split())):
        return True
    old, new = fold(draft.person).split(), fold(phrase.person).split()
    if not old or not new:
        return False
    return old[0] == new[0] or (old[0][0] == new[0][0] and 1 in (len(old[0]), len(new[0])))


def _key(phrase: Phrase, country: str | None) -> tuple[str, ...] | None:
    """What is the same for phrases of one actor; None for "a soldier", who is another each time."""
    if phrase.entity:
        return "id", phrase.entity
    if phrase.how in {"name", "place"}:
        return "name", fold(phrase.name)
    if phrase.kind == "person" and not phrase.definite:
        return None
    if phrase.how == "description":
        return "described", phrase.noun, country or fold(phrase.name), str(phrase.plural)
    return "role", phrase.noun, country or "", str(phrase.plural), str(phrase.former)
