"""Names of the registry in a sentence: countries and their adjectives, towns, organisations, groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from reportedly.registry import Registry
from reportedly.registry.folding import plain
from reportedly.registry.registry import first_word

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Spotted", "Use", "spot_names"]

Use = Literal["name", "adjective", "people", "capital", "place", "territory"]

#: "US-backed rebels" are not the US: after a name and a hyphen these make an adjective of another's doing.
_BY_ANOTHER = frozenset(
    [
        "backed",
        "led",
        "trained",
        "funded",
        "sponsored",
        "supported",
        "allied",
        "aligned",
        "occupied",
        "based",
        "born",
        "brokered",
        "mediated",
        "made",
        "built",
        "armed",
        "controlled",
        "held",
        "linked",
        "dominated",
        "imposed",
        "administered",
        "run",
        "educated",
        "owned",
        "equipped",
        "supplied",
        "financed",
        "affiliated",
        "inspired",
        "drafted",
        "friendly",
        "style",
        "bound",
        "installed",
        "organized",
        "organised",
        "appointed",
        "flagged",
        "ruled",
        "besieged",
    ]
)
#: "African American", "South American": no one of the United States as a state.
_OTHER_AMERICANS = frozenset({"african", "latin", "native", "asian", "north", "south", "central", "mexican"})
#: Small words that a name may begin with.
_SMALL = frozenset({"al", "anti", "ni", "dpa", "peshmerga", "janjaweed", "occupied"})
#: Names in capital letters that are words when they aren't.
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Spotted:
    """A name of the registry, by tokens ``[first, end)``.

    Args:
        id: of the entity.
        use: as what it is written: a name, a country's adjective or people, its capital, a town, a territory.
        by_another: whether it only tells whose help another had ("US-backed").
    """

    first: int
    end: int
    id: str
    name: str
    use: Use
    by_another: bool = False


def spot_names(tokens: list[Token], text: str, registry: Registry) -> list[Spotted]:
    """The longest names of the registry in a sentence, from left to right."""
    doc = tokens
    index = registry.spotted
    whole = plain(text)
    if len(whole) != len(text):
        # Accents written as characters of their own would shift the offsets: such a text is matched as it stands.
        whole = text
    shouted = text.isupper()
    found: list[Spotted] = []
    end_before = 0
    for token in doc:
        at = token.idx
        if at < end_before:
            continue
        written = whole[at : at + len(token)]
        if not written[:1].isupper() and written not in _SMALL:
            continue
        word = written if written.isalnum() else first_word(written)
        rows = index.get(word.capitalize() if shouted and len(word) > _LONGEST_ACRONYM else word)
        if not rows:
            continue
        for name, id, use in rows:
            stop = at + len(name)
            if whole.startswith(name, at) or (
                shouted and len(name) > 3 and whole.startswith(name.upper(), at)
            ):
                if stop < len(whole) and whole[stop].isalnum():
                    continue
                last = token.i
                while last + 1 < len(doc) and doc[last + 1].idx < stop:
                    last += 1
                if doc[last].idx + len(doc[last]) > stop and not doc[last].text.startswith(
                    whole[doc[last].idx : stop]
                ):
                    continue
                if name.startswith("American") and token.i and tokens[token.i - 1].lower_ in _OTHER_AMERICANS:
                    break
                end = last + 1
                hyphened = end + 1 < len(doc) and doc[end].text in {"-", "–"} and not doc[end].whitespace_
                by_another = hyphened and doc[end + 1].lower_ in _BY_ANOTHER
                if not by_another and doc[last].idx + len(doc[last]) > stop:
                    tail = doc[last].lower_.rpartition("-")[2]
                    by_another = tail in _BY_ANOTHER
                found.append(Spotted(token.i, end, id, name, cast(Use, use), by_another))
                end_before = stop
                break
    return found
