"""Phrases headed by a role noun: "the Iranian foreign minister", "police in Lahore", "dozens of people"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.language.roles import RoleNoun, former_words, longest_role, role_nouns, word_set
from reportedly.registry.entity import Entity
from reportedly.steps.cast import How
from reportedly.steps.who_names import Spotted
from reportedly.steps.who_view import Phrase, SentenceView, is_subject, start_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["gender_of", "inside_body", "role_of_head", "role_phrases"]

_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_PREPOSITIONS = frozenset({"of", "for", "to", "from"})
_OFFICE_PREPOSITIONS = frozenset({"of", "for"})
#: Sectors whose office, once left, makes a former official.
_OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY"})
#: Nouns of persons with these primary sectors describe, they name no office.
_NO_OFFICE = frozenset({"CVL", "UNK", "UAF", "CRM", "LAB", "REB", "REF", "AGR"})
_PLURAL_BODIES = frozenset({"authorities", "forces", "police", "services", "troops"})


def gender_of(noun: str) -> str:
    """The gender that a noun tells: m, f or nothing."""
    return "f" if noun in word_set("women") else "m" if noun in word_set("men") else ""


def inside_body(
    entity: Entity, noun: RoleNoun, sectors: tuple[str, ...]
) -> tuple[str | None, tuple[str, ...]]:
    """Country and sectors of an office inside an organisation: "Hamas official", "UN troops", "Red Cross nurse"."""
    own = tuple(s for s in sectors if s not in {"GOV", "UNK", "PTY", "CVL"})
    if entity.sectors[:1] == ("PTY",):
        return entity.country, tuple(dict.fromkeys((*own, *entity.sectors)))
    if entity.sectors:
        army = own == ("MIL",) and not set(entity.sectors) & {"REB", "UAF", "PRM", "MIL"}
        return entity.country, (*entity.sectors, "MIL") if army else entity.sectors
    return entity.country, own


@dataclass(slots=True)
class _Reading:
    """What the words of a role phrase say, while they are read."""

    sectors: tuple[str, ...]
    body: str | None
    end: int
    entities: list[Entity]
    owner: Token | None


def role_phrases(
    token: Token, first: int, role: tuple[int, RoleNoun], here: SentenceView
) -> Iterator[Phrase]:
    """The phrase of a role noun; one for each country where it is shared ("Russian and Iranian officials").

    Args:
        first: first token of the phrase.
        role: how many words the role noun has, and the noun.
    """
    size, noun = role
    lemma = noun.noun.rsplit(" ", 1)[-1]
    whole = _whole_title(token, first, here)
    if whole and whole[1].kind == "none":  # "a state of siege"
        here.swallowed.update(range(token.i + 1, whole[0]))
        return
    if whole and whole[1].noun not in {noun.noun}:
        noun, lemma = whole[1], whole[1].noun.rsplit(" ", 1)[-1]
        lemma = token.lemma_.lower()
    names, owner = here.modifiers(token, first)
    reading = _Reading(noun.sectors, noun.body, token.i + 1, here.entities(names), owner)
    generic = lemma in word_set("generic_heads") or noun.sectors == ("UNK",)
    role_first = max(first, token.i + 1 - size)
    # What precedes a head that tells no sector does: "court official", "hospital director".
    if generic and role_first > first and size == 1:
        before = longest_role(here.lower(first, role_first), here.tokens[role_first - 1].lemma_.lower())
        if before and before[1].sectors != ("UNK",):
            reading.sectors, reading.body = before[1].sectors, before[1].body or reading.body
            role_first = max(first, role_first - before[0])
    follower = here.follower(token, _PREPOSITIONS)
    if whole:
        reading.end = whole[0]
        here.swallowed.update(range(token.i + 1, whole[0]))
        last = here.tokens[whole[0] - 1]
        follower = here.follower(last, _PREPOSITIONS)
        if follower is not None:
            _read_follower(last, follower, noun, False, reading, here)
    elif follower is not None:
        _read_follower(token, follower, noun, generic, reading, here)
    bodies = [
        e for e in reading.entities if e.kind in {"organisation", "group"} and not e.id.startswith("area:")
    ]
    lands = [e for e in reading.entities if e not in bodies]
    countries = list(dict.fromkeys(e.country for e in lands if e.country))
    country: str | None = None
    if bodies:
        country, reading.sectors = inside_body(bodies[-1], noun, reading.sectors)
        reading.body = None
    elif countries:
        country = countries[0]
    elif reading.body is None:
        country = here.country_of_place(token, reading.end)
        local = token.lower_ in word_set("local_heads") and owner is None and reading.owner is None
        if country is None and local and word_set("foreign_marks").isdisjoint(here.lower(first, token.i)):
            # "Police fired at protesters in Caracas": who is of no country told is of the scene's.
            country = here.country_of_scene()
    country = reading.body or country
    sectors, former = _qualified(reading.sectors, here.lower(first, token.i), lemma, noun)
    if any("PRE" in e.sectors for e in lands):
        sectors = (*sectors, "PRE")
    plural = noun.kind in {"people", "group"} or token.tag_ in {"NNS", "NNPS"}
    kind: str = "people" if noun.kind == "person" and plural else noun.kind
    if kind == "organisation" and plural and lemma not in _PLURAL_BODIES:
        kind = "group"
    office = noun.kind == "person" and noun.sectors[:1] and noun.sectors[0] not in _NO_OFFICE
    how: How = "role" if office else "description"
    determiner = here.lowered[first]
    group = (
        bodies[-1]
        if bodies and bodies[-1].kind == "group" and lemma in word_set("group_nouns") and plural
        else None
    )
    owner_token = reading.owner
    phrase = Phrase(
        here.sentence.index,
        first,
        reading.end,
        token.i,
        how,
        kind,
        here.without_article(first, reading.end),
        group.id if group else None,
        country=country,
        sectors=tuple(dict.fromkeys(sectors)),
        role=here.words(role_first, reading.end) if office else None,
        noun=noun.noun,
        former=former,
        plural=plural,
        definite=determiner in {"the", "this", "that", "these", "those", "both"}
        or owner_token is not None
        or bool(lands and not plural and determiner not in {"a", "an", "another"}),
        gender=gender_of(lemma),
        appositive_to=token.head.i if token.dep_ == "appos" else None,
        owner=owner_token.i if owner_token is not None else None,
        subject=is_subject(token),
    )
    if len(countries) > 1 and not bodies and _shared(names, here):
        for each in countries:
            yield replace(phrase, country=each)
    else:
        yield phrase
    here.covered.update(
        i for name in names for i in range(name.first, name.end) if here.tokens[name.end - 1].dep_ != "poss"
    )


def role_of_head(token: Token, first: int, here: SentenceView) -> tuple[int, RoleNoun] | None:
    """The role of "head", which is a role only over something: "head of state", "head of the Kenyan army"."""
    if token.lemma_.lower() != "head":
        return None
    whole = _whole_title(token, first, here)
    if whole:
        return 1, whole[1]
    follower = here.follower(token, frozenset({"of"}))
    if follower is None:
        return None
    over = here.of_token.get(follower.i)
    within = longest_role(
        here.lower(start_of(follower, here.tokens), follower.i + 1), follower.lemma_.lower()
    )
    body = within is not None and within[1].kind in {"organisation", "group"}
    return (1, role_nouns()["chief"]) if over is not None or body else None


def _whole_title(token: Token, first: int, here: SentenceView) -> tuple[int, RoleNoun] | None:
    """A role noun that goes on after its head: "chief of staff", "secretary of state", "member of parliament"."""
    at = token.i + 1
    if at + 1 >= len(here.tokens) or here.lowered[at] != "of":
        return None
    for end in range(min(at + 5, len(here.tokens)), at + 1, -1):
        words = here.lower(first, end)
        words[token.i - first] = token.lemma_.lower()  # "heads of state"
        found = longest_role(words, here.tokens[end - 1].lemma_.lower())
        if found and end - found[0] <= token.i:
            return end, found[1]
    return None


def _read_follower(
    token: Token, follower: Token, noun: RoleNoun, generic: bool, reading: _Reading, here: SentenceView
) -> None:
    """What "of the armed forces", "of Iran", "for foreign affairs", "to Lebanon" add to an office."""
    preposition = here.lowered[token.i + 1]
    lemma = noun.noun.rsplit(" ", 1)[-1]
    inner = here.of_token.get(follower.i)
    if preposition in _OFFICE_PREPOSITIONS and (preposition == "of" or generic or lemma == "minister"):
        start = start_of(follower, here.tokens)
        within = longest_role(here.lower(start, follower.i + 1), follower.lemma_.lower())
        telling = within and not inner and within[1].kind != "person" and within[1].sectors != ("UNK",)
        if within and telling and (generic or ("MIL" in within[1].sectors and noun.sectors == ("GOV",))):
            reading.sectors, reading.body = within[1].sectors, within[1].body or reading.body
        if lemma == "minister" and follower.lower_ in {"defence", "defense"}:
            reading.sectors = ("GOV", "MIL")
        titled = lemma not in word_set("no_titles") and noun.kind in {"person", "organisation"}
        if titled and follower.ent_type_ != "PERSON":
            reading.end = follower.i + 1
            deeper = here.follower(follower, frozenset({"of"})) if not inner else None
            if deeper is not None:
                reading.end = deeper.i + 1
                further = here.of_token.get(deeper.i)
                reading.entities.extend(here.entities([further] if further else []))
            if not inner and (within is None or within[1].kind != "person"):
                here.swallowed.add(follower.i)
        names, owner = here.modifiers(follower, start)
        reading.entities.extend(here.entities([*names, inner] if inner and not inner.by_another else names))
        if reading.owner is None:
            reading.owner = owner if owner is not None else follower
    elif preposition == "to" and lemma in {"ambassador", "envoy", "representative"}:
        reading.end = follower.i + 1
    elif preposition == "from" and inner and not reading.entities and noun.kind in {"person", "people"}:
        reading.entities.extend(here.entities([inner]))


def _qualified(
    sectors: tuple[str, ...], words: list[str], lemma: str, noun: RoleNoun
) -> tuple[tuple[str, ...], bool]:
    """Sectors with what adjectives add: former, opposition, rebel, student; and whether the office is a former one."""
    before = set(words)
    former = bool(former_words() & before) or lemma.startswith("ex-")
    if former and noun.kind == "person" and set(sectors) & _OFFICES:
        sectors = ("ELI", *(s for s in sectors if s != "ELI"))
    if before & {"opposition", "dissident", "anti-government", "pro-democracy"} and "OPP" not in sectors:
        sectors = ("OPP",) if sectors == ("UNK",) else (*sectors, "OPP")
    if before & {"rebel", "separatist", "insurgent", "guerrilla"} and sectors[:1] in {
        ("GOV",),
        ("MIL",),
        ("UAF",),
        ("UNK",),
    }:
        sectors = ("REB",)
    if before & {"military", "army", "navy", "naval"} and sectors[:1] in {("GOV",), ("UNK",)}:
        sectors = ("MIL", *(s for s in sectors if s == "GOV"))
    if "exiled" in before and "OPP" not in sectors:
        sectors = (*sectors, "OPP")
    if "student" in before and "EDU" not in sectors:
        sectors = ("EDU", *sectors)
    if "paramilitary" in before and sectors[:1] != ("PRM",) and set(sectors) & {"COP", "MIL", "UAF"}:
        sectors = (*sectors, "PRM")
    return sectors, former


def _shared(names: list[Spotted], here: SentenceView) -> bool:
    """Whether several names stand beside each other, by "and", a comma, a hyphen or nothing."""
    if len(names) < 2:
        return False
    first, last = names[0], names[-1]
    between = {here.lowered[i] for i in range(first.end, last.first)} - {name.name.lower() for name in names}
    return between <= {"and", "-", "–", ",", "&", "/", "or"} or bool(between & {"and", "-", "–"})
