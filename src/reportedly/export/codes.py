"""Codes of others: CAMEO's events, actors and countries, and FIPS countries, from the tables that lie here."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reportedly.errors import LanguageFileError
from reportedly.record import Actor

__all__ = [
    "PLOVER",
    "QUADS",
    "ActorCode",
    "Cameo",
    "Country",
    "actor_code",
    "cameo_of",
    "country_of",
    "sector_name",
]


class Country(NamedTuple):
    """A country's codes and its English name; an empty code where that list has none."""

    alpha3: str
    alpha2: str
    fips: str
    cameo: str
    name: str


class Cameo(NamedTuple):
    """A CAMEO event code with what hangs on it.

    Args:
        code: two to four digits, a text.
        base: its first three digits.
        root: its first two.
        quad: 1 to 4, verbal and material cooperation, verbal and material conflict, by root as GDELT counts them.
        goldstein: from -10 to 10; its parent's where the scale has none of its own.
    """

    code: str
    base: str
    root: str
    quad: int
    goldstein: float
    label: str


class ActorCode(NamedTuple):
    """An actor in CAMEO's letters."""

    country: str
    group: str
    types: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All in one: a body of states leads with its type (``IGOUNO``), others with their country (``FJIMIL``)."""
        if self.group:
            return "".join((*self.types[:1], self.country, self.group, *self.types[1:]))
        return "".join((self.country, *self.types))


#: PLOVER's sectors in CAMEO's letters; MED is health there and media here, and some have no letters at all.
_TYPES = {
    **{same: same for same in "GOV MIL COP JUD LEG SPY REB UAF PTY OPP ELI CVL BUS LAB AGR EDU REF CRM".split()},
    "PRM": "UAF", "MED": "HLH", "JRN": "MED", "SOC": "CVL",
}  # fmt: skip
#: PLOVER's bodies beyond states: country, known group and type in CAMEO's letters.
_BODIES = {
    "UNO": ActorCode("", "UNO", ("IGO",)), "EUR": ActorCode("EUR", "EEC", ("IGO",)), "IGO": ActorCode("", "", ("IGO",)),
    "NGO": ActorCode("", "", ("NGO",)), "ISM": ActorCode("", "", ("NGM",)), "IMG": ActorCode("", "", ("IMG",)),
    "MNC": ActorCode("", "", ("MNC",)),
}  # fmt: skip
#: PLOVER's sectors in words, as ICEWS writes its sectors.
_SECTORS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial", "LEG": "Legislative / Parliamentary",
    "SPY": "Intelligence", "REB": "Rebel", "PRM": "Paramilitary", "UAF": "Unidentified Armed Force", "PTY": "Parties",
    "OPP": "Opposition", "ELI": "Elite", "CVL": "Civilian", "BUS": "Business", "LAB": "Labor", "AGR": "Agricultural",
    "EDU": "Education", "REF": "Refugee", "CRM": "Criminals / Gangs", "MED": "Medical / Health", "JRN": "Media",
    "SOC": "Social",
}  # fmt: skip
#: PLOVER's sixteen types.
PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT".split()
)
#: The four classes in PLOVER's words, by their number.
QUADS = ("", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")


def sector_name(sector: str) -> str:
    """A sector in words; its code where there are none.

    >>> sector_name("MIL")
    'Military'
    """
    return _SECTORS.get(sector, sector)


def country_of(alpha3: str | None) -> Country | None:
    """The codes of a country, if it is one.

    >>> country_of("CHE").fips
    'SZ'
    """
    return _countries().get(alpha3 or "")


def cameo_of(code: str | None) -> Cameo | None:
    """What hangs on a CAMEO code; None where CAMEO has no such code.

    >>> cameo_of("1222").root, cameo_of("1222").quad
    ('12', 3)
    """
    found = _events().get(code or "")
    if found is None or code is None:
        return None
    goldstein, label = found
    root = code[:2]
    quad = 1 if root <= "05" else 2 if root <= "08" else 3 if root <= "13" else 4
    return Cameo(code, code[:3], root, quad, goldstein, label)


def actor_code(actor: Actor) -> ActorCode:
    """An actor in CAMEO's letters; empty where it has no country and no sector.

    >>> army = Actor(id="a1", name="army", kind="group", registry=None, country="ROU", sectors=("MIL",), role=None, mentions=())
    >>> actor_code(army).whole
    'ROMMIL'
    """
    if actor.country in _BODIES:
        return _BODIES[actor.country]
    country = country_of(actor.country)
    types = dict.fromkeys(_TYPES[sector] for sector in actor.sectors if sector in _TYPES)
    return ActorCode(country.cameo if country else "", "", tuple(types)[:3])


@cache
def _countries() -> dict[str, Country]:
    return {
        row[0]: Country(*row) for row in _rows("countries.tsv", ("alpha3", "alpha2", "fips", "cameo", "name"))
    }


@cache
def _events() -> dict[str, tuple[float, str]]:
    table = {
        code: (value, label) for code, value, label in _rows("cameo.tsv", ("cameo", "goldstein", "label"))
    }
    found = {}
    for code, (own, label) in table.items():
        above = next((table[code[:n]][0] for n in (4, 3, 2) if table.get(code[:n], ("",))[0]), "0")
        found[code] = (float(own or above), label)
    return found


def _rows(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    lines = files("reportedly.export").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    if not rows or tuple(rows[0]) != columns or any(len(row) != len(columns) for row in rows):
        raise LanguageFileError(f"the columns aren't {', '.join(columns)}", where=name)
    return rows[1:]
