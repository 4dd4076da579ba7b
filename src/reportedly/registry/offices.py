"""Sectors of an office from its English title."""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.language.roles import longest_role

__all__ = ["sectors_of_office"]

#: First pattern that is found decides; what none matches is an office of the executive.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), sectors)
    for pattern, sectors in (
        (r"\b(minister|secretary) (of|for) (national |state )?defen[cs]e", ("GOV", "MIL")),
        (r"\bdefen[cs]e (minister|secretary)\b|\bminister of (the )?(armed forces|war)\b", ("GOV", "MIL")),
        (r"\bminist|\bsecretary of state|\bambassador|\battorney.general|\brepresentative to\b", ("GOV",)),
        (r"\b(intelligence|secret service|security service|mossad|spy)\b", ("SPY",)),
        (r"\bpolice\b|\bgendarmerie\b|\bcarabinieri\b", ("COP",)),
        (r"\b(court|justice|judge|prosecutor|magistrate|tribunal|judiciary|judicial)\b", ("JUD",)),
        (r"\bchief of (the )?(general |joint |defen[cs]e |army |naval |air |armed )?(staff|defen[cs]e|forces)", ("MIL",)),
        (r"\b(armed forces|army|navy|air force|general staff|defen[cs]e forces?|land forces|commander|military)\b", ("MIL",)),
        (r"\b(speaker|parliament|senate|assembly|congress|chamber|house of|legislative|council of states|federal council|"
         r"bundestag|duma|knesset|diet|majlis|riksdag|storting|seimas|sejm)\b", ("LEG",)),
        (r"\bfirst (lady|gentleman)\b|\bspouse\b", ("ELI",)),
        (r"\bopposition\b|\bdissident\b", ("OPP",)),
        (r"\b(pope|cleric|bishop|patriarch|mufti|imam)\b", ("REL",)),
    )
)  # fmt: skip


@lru_cache(maxsize=20_000)
def sectors_of_office(title: str) -> tuple[str, ...]:
    """PLOVER's sectors of an office, the primary one first.

    >>> sectors_of_office("Minister of Defence"), sectors_of_office("Speaker of the Senate")
    (('GOV', 'MIL'), ('LEG',))
    """
    for pattern, sectors in _PATTERNS:
        if pattern.search(title):
            return sectors
    words = re.split(r" (?:of|for|to) ", title.lower())[0].split()
    found = longest_role(words, words[-1]) if words else None
    return found[1].sectors if found and found[1].sectors != ("UNK",) else ("GOV",)
