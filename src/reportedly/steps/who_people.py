"""Persons of the registry: which one a name means on the day, and what office it is then."""

from __future__ import annotations

from datetime import date

from reportedly.language.roles import role_nouns
from reportedly.registry import Entity, Office, Registry
from reportedly.registry.folding import fold

__all__ = ["known_person", "sectors_on"]

_HEADS = frozenset({"head of state", "head of government", "President", "Prime Minister", "Supreme Leader"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "IMG"})
_MONARCHS = frozenset({"king", "queen", "emir", "sultan", "pope", "prince", "princess"})
#: Sectors in the order in which they name a person who holds several offices.
_RANK = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REB", "OPP", "PTY", "REL", "ELI")


def known_person(
    registry: Registry, name: str, *, day: date | None, country: str | None, noun: str, told: frozenset[str]
) -> Entity | None:
    """The one person of the registry who is meant, or None where it is nobody or could be several.

    A surname alone is enough only with a title, or for a head of state or government of the day.

    Args:
        noun: the role noun of the title ("foreign minister"), or "".
        country: as the text tells it.
        told: the countries that the article names: one of the many deputy ministers is only meant where his is.
    """
    if len(name.split()) > 1:
        found = [e for e in registry.find(name, on=day) if e.kind == "person"]
    elif len(name) > 2:
        found = list(registry.find_surname(fold(name), on=day))
        if noun in _MONARCHS:
            found = [e for e in found if any(fold(name) == fold(n.split()[0]) for n in e.names)]
            found = [e for e in registry.find(f"{noun} {name}", on=day) if e.kind == "person"] or found
        held = [(e, e.offices_on(day)) for e in found]
        if noun:
            found = [e for e, offices in held if any(_is_office(o, noun) for o in offices)]
        else:
            found = [e for e, offices in held if any(o.title in _HEADS for o in offices)]
    else:
        return None
    found = [e for e in found if _is_told_of(e, noun, told)]
    if country:
        found = [e for e in found if e.country == country or any(o.country == country for o in e.offices)]
    if len(found) > 1 and noun:
        found = [e for e in found if any(_is_office(o, noun) for o in e.offices_on(day))] or found
    if len(found) > 1:
        found = [e for e in found if e.offices_on(day)] or found
    return found[0] if len(found) == 1 else None


def _is_told_of(entity: Entity, noun: str, told: frozenset[str]) -> bool:
    """Whether a namesake is unlikely: a person of the first rank, or one whose country and office the article tells."""
    role = role_nouns().get(noun)
    sectors = set(role.sectors) - {"UNK", "CVL", "REL"} if role else set()
    fits = not sectors or any(sectors & set(office.sectors) for office in entity.offices)
    near = not told.isdisjoint({entity.country, *(office.country for office in entity.offices)})
    if not entity.id.startswith("wikidata:") or any(map(_is_first_rank, entity.offices)):
        return fits or near
    return fits and near


def _is_first_rank(office: Office) -> bool:
    title = office.title
    american = office.country == "USA" and title.startswith(("Secretary of", "Vice President", "Speaker"))
    return title in _HEADS or "oreign" in title or american or office.country in _BODIES


def _is_office(office: Office, noun: str) -> bool:
    """Whether a title such as "foreign minister" names the office "Minister of Foreign Affairs"."""
    title = office.title.lower()
    last = noun.rsplit(" ", 1)[-1]
    words = noun.split()
    if last in {"president", "king", "queen", "emir", "sultan", "leader", "prince"} and len(words) <= 2:
        return title in {"head of state", "president", "supreme leader"} or last in title.split()
    if noun in {"prime minister", "premier", "chancellor", "taoiseach"}:
        return title in {"head of government", "prime minister"} or last in title.split()
    if last not in title:
        return (
            bool(role_nouns().get(noun))
            and bool(set(role_nouns()[noun].sectors) & set(office.sectors))
            and last not in {"minister"}
        )
    return all(word[:6] in title for word in words[:-1])


def sectors_on(entity: Entity, day: date | None) -> tuple[tuple[str, ...], Office | None]:
    """A person's sectors on that day and the office that they stand for.

    Offices that are over make a former official (ELI); where the registry can't tell, no sector is given.
    """
    offices = entity.offices_on(day)
    if offices:
        found = {s for office in offices for s in office.sectors}
        ranked = tuple(s for s in _RANK if s in found) + tuple(sorted(found - set(_RANK)))
        lead = next(
            (
                o
                for s in ranked
                for o in offices
                if o.sectors[:1] == (s,) and o.title not in {"head of state", "head of government"}
            ),
            offices[0],
        )
        return ranked, lead
    if day is None or not entity.offices:
        return (), None
    past = all(office.held_on(day) is False for office in entity.offices)
    began = any((office.since or "9") <= day.isoformat() for office in entity.offices)
    return (("ELI",) if past and began else ()), None
