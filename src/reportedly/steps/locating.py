"""Where the names of an article lie: one place for each name, by what stands beside it and what the article is about.

A name with a region after it lies there. Every other name is weighed: how many people live there, whether its region
or country is named in the article, and how near it lies to the other names' places (local news tells neighbours). The
weights are natural logarithms of how much likelier a sign makes a place, set by hand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import log10

import numpy as np

from reportedly.gazetteer.store import Entry, Gazetteer
from reportedly.steps.placenames import Name
from reportedly.steps.placesigns import Candidates

__all__ = ["Located", "locate"]

#: Candidates of one name that are weighed, the most likely first.
MOST = 24
#: Names whose places are weighed against one another; in longer articles the most frequent ones.
MOST_NAMES = 80
#: Within this distance (km) two names back each other up.
REACH = 70.0
REGION_NAMED, COUNTRY_NAMED, NEIGHBOUR, ALIAS = 3.5, 3.0, 3.0, -1.2
#: The two best may not be nearer than this, or nothing tells them apart.
TIE = 0.02

_KIND = {
    "country": 3.2,
    "area": 8.0,
    "region": 1.6,
    "feature": 7.0,
    "capital": 0.9,
    "city": 0.0,
    "county": -0.6,
}


@dataclass(frozen=True, slots=True)
class Located:
    """The place of a name, or None, and why, in plain words."""

    entry: Entry | None
    why: str


@dataclass(slots=True)
class _Group:
    """Mentions of one folded name that no region stands beside."""

    folded: str
    names: list[int] = field(default_factory=list)
    candidates: list[tuple[Entry, float]] = field(default_factory=list)


def _prior(entry: Entry, alias: bool) -> float:
    base = log10(entry.population + 30)
    if entry.kind == "feature" and entry.id is not None:
        # One of GeoNames' streams and hills, which are many, not one that the news knows.
        return 1.0
    if entry.kind in ("area", "feature"):
        base = 0.0
    return base + _KIND[entry.kind] + (ALIAS if alias and entry.kind in ("city", "region", "county") else 0.0)


def _over_its_region(entry: Entry, regions: dict[int, Entry]) -> float:
    """What a city gains on the division of its name: "New York" and "Washington" are cities, if nothing else is said."""
    if entry.kind == "capital" and entry.region not in regions:
        return 2.5
    if entry.region in regions and entry.population * 3 > regions[entry.region].population:
        return 2.0
    return 0.0


def _ranked(candidates: Candidates) -> list[tuple[Entry, float]]:
    scored = [(entry, _prior(entry, alias)) for entry, alias in candidates]
    regions = {e.number: e for e, _ in scored if e.kind == "region"}
    if regions:
        scored = [(entry, score + _over_its_region(entry, regions)) for entry, score in scored]
    scored.sort(key=lambda pair: (-pair[1], pair[0].number))
    return scored[:MOST]


def _inside(entry: Entry, outer: Entry) -> bool:
    if outer.kind == "country":
        return entry.country == outer.country
    if outer.kind == "region":
        return entry.region == outer.number
    if outer.kind == "county":
        return entry.county == outer.number
    return outer.kind == "area" and bool(outer.country) and entry.country == outer.country


def _within(name: Name, outer_name: Name) -> tuple[Entry, Entry] | None:
    """The likeliest pair of a place and a division or country that it lies in."""
    best: tuple[float, Entry, Entry] | None = None
    for outer, outer_score in _ranked(outer_name.candidates):
        if outer.kind not in ("country", "region", "county", "area"):
            continue
        for entry, score in _ranked_all(name.candidates):
            if entry.number != outer.number and _inside(entry, outer):
                total = score + outer_score
                if best is None or total > best[0]:
                    best = (total, entry, outer)
    return (best[1], best[2]) if best else None


def _ranked_all(candidates: Candidates) -> list[tuple[Entry, float]]:
    return [(entry, _prior(entry, alias)) for entry, alias in candidates]


def locate(names: list[Name], *, gazetteer: Gazetteer, home: Entry | None = None) -> list[Located]:
    """The place of each name, in their order.

    Args:
        home: where the outlet is, or None.
    """
    located: list[Located | None] = [None] * len(names)
    told: defaultdict[str, Counter[int]] = defaultdict(Counter)
    listed = _listed(names)
    for at, name in enumerate(names):
        if name.within is None:
            continue
        outer_name = names[name.within]
        if at in listed:
            continue
        pair = _within(name, outer_name) if name.candidates else None
        if pair:
            inner, outer = pair
            located[at] = Located(inner, f"{outer.name} stands beside it")
            told[name.folded][inner.number] += 1
            if located[name.within] is None:
                located[name.within] = Located(outer, f"{inner.name} stands before it and lies there")
                told[outer_name.folded][outer.number] += 1
    groups: dict[str, _Group] = {}
    for at, name in enumerate(names):
        if located[at] is not None:
            continue
        if not name.candidates:
            located[at] = Located(None, _unknown(name))
            continue
        senses = told.get(name.folded)
        if senses:
            number = min(senses, key=lambda n: (-senses[n], n))
            located[at] = Located(gazetteer.entry(number), "as the article says of the same name elsewhere")
            continue
        if name.within is not None and not _high(name):
            firm = _firm_outer(names[name.within])
            if firm is not None and not any(_inside(e, firm) for e, _ in name.candidates):
                located[at] = Located(None, f"the gazetteer has none in {firm.name}")
                continue
        group = groups.setdefault(name.folded, _Group(name.folded))
        if not group.candidates:
            group.candidates = _ranked(name.candidates)
            high = [c for c in group.candidates if c[0].kind in ("country", "region")]
            if at in listed and high:
                group.candidates = high
        group.names.append(at)
    _weigh(list(groups.values()), located, gazetteer, home)
    return [one or Located(None, "not weighed") for one in located]


def _high(name: Name) -> bool:
    """Whether the name is, of itself, a country's or a first-level division's."""
    ranked = _ranked(name.candidates)
    return bool(ranked) and ranked[0][0].kind in ("country", "region", "area")


def _country(name: Name) -> bool:
    return _ranked(name.candidates)[:1] != [] and _ranked(name.candidates)[0][0].kind == "country"


def _listed(names: list[Name]) -> set[int]:
    """Names in lists of countries or divisions ("Kenya, Chad and Mali"), where a comma says nothing of what lies in what."""
    found: set[int] = set()
    at = 0
    while at < len(names):
        chain = [at]
        while (after := names[chain[-1]].within) is not None and after > chain[-1]:
            chain.append(after)
        length = len(chain)
        if chain[-1] + 1 < len(names):
            last, following = names[chain[-1]], names[chain[-1] + 1]
            # The name after "and" ends the list.
            if (
                following.sentence == last.sentence
                and 1 <= following.first - last.end <= 2
                and following.how == "name"
            ):
                length += 1
        high = [_high(names[n]) for n in chain]
        states = len(chain) > 1 and all(_country(names[n]) for n in chain)
        if states or (length >= 3 and len(chain) > 1 and all(high)):
            found.update(range(chain[0], chain[0] + length))
        at = chain[-1] + 1
    return found


def _firm_outer(name: Name) -> Entry | None:
    outers = [e for e, _ in _ranked(name.candidates) if e.kind in ("country", "region")]
    return outers[0] if len(outers) == 1 else None


def _unknown(name: Name) -> str:
    if name.how == "street":
        return "a street or building; the gazetteer has none"
    return "not in the gazetteer"


def _weigh(
    groups: list[_Group], located: list[Located | None], gazetteer: Gazetteer, home: Entry | None
) -> None:
    if not groups:
        return
    entries: list[Entry] = []
    priors: list[float] = []
    owner: list[int] = []
    weighed = sorted(range(len(groups)), key=lambda g: (-len(groups[g].names), g))[:MOST_NAMES]
    chosen = set(weighed)
    for g, group in enumerate(groups):
        for entry, score in group.candidates:
            entries.append(entry)
            priors.append(score)
            owner.append(g)
    fixed = Counter(one.entry.number for one in located if one is not None and one.entry is not None)
    fixed_entries = [gazetteer.entry(n) for n in sorted(fixed)]
    owners = np.array(owner)
    prior = np.array(priors)
    support, regions, countries = _support(groups, entries, owners, prior, chosen, fixed_entries, fixed, home)
    total = prior + support
    for g, group in enumerate(groups):
        rows = np.flatnonzero(owners == g)
        order = sorted(rows, key=lambda r: (-total[r], entries[r].number))
        best = order[0]
        winner = entries[best]
        if len(order) > 1 and total[best] - total[order[1]] < TIE and _apart(winner, entries[order[1]]):
            outcome = Located(None, f"{winner.name} could be in several places, and nothing tells which")
        else:
            outcome = Located(
                winner, _reason(winner, len(rows), int(best), prior, rows, regions, countries, gazetteer)
            )
        for at in group.names:
            located[at] = outcome


def _apart(one: Entry, two: Entry) -> bool:
    return abs(one.lat - two.lat) + abs(one.lon - two.lon) > 1


def _support(
    groups: list[_Group],
    entries: list[Entry],
    owners: np.ndarray,
    prior: np.ndarray,
    chosen: set[int],
    fixed_entries: list[Entry],
    fixed: Counter[int],
    home: Entry | None,
) -> tuple[np.ndarray, set[int], set[str]]:
    """What the article adds to each candidate, and the regions and countries that it names."""
    # How sure each candidate is by itself, as a share of its name.
    share = np.zeros(len(entries))
    for g in range(len(groups)):
        rows = owners == g
        weights = np.exp(1.5 * (prior[rows] - prior[rows].max()))
        share[rows] = weights / weights.sum()
    regions: defaultdict[int, float] = defaultdict(float)
    countries: defaultdict[str, float] = defaultdict(float)
    own_region: defaultdict[tuple[int, int], float] = defaultdict(float)
    own_country: defaultdict[tuple[int, str], float] = defaultdict(float)
    for entry in fixed_entries:
        count = fixed[entry.number]
        if entry.kind == "region":
            regions[entry.number] += 2.0 * count
        elif entry.region is not None:
            regions[entry.region] += 1.5 * count
        if entry.country:
            countries[entry.country] += (2.0 if entry.kind == "country" else 1.0) * count
    if home is not None:
        if home.region is not None:
            regions[home.region] += 1.5
        if home.country:
            countries[home.country] += 1.0
    for r, entry in enumerate(entries):
        g = int(owners[r])
        times = min(3, len(groups[g].names)) * float(share[r])
        region = entry.number if entry.kind == "region" else entry.region
        if region is not None:
            value = times * (1.5 if entry.kind == "region" else 0.6)
            regions[region] += value
            own_region[g, region] += value
        if entry.country:
            value = times * (1.0 if entry.kind == "country" else 0.5)
            countries[entry.country] += value
            own_country[g, entry.country] += value
    support = np.zeros(len(entries))
    for r, entry in enumerate(entries):
        g = int(owners[r])
        region = entry.number if entry.kind == "region" else entry.region
        if region is not None:
            support[r] += REGION_NAMED * _saturated(regions[region] - own_region[g, region])
        if entry.country:
            support[r] += COUNTRY_NAMED * _saturated(countries[entry.country] - own_country[g, entry.country])
    support += NEIGHBOUR * _neighbours(groups, entries, owners, share, chosen, fixed_entries)
    return support, {r for r, v in regions.items() if v >= 1}, {c for c, v in countries.items() if v >= 1}


def _saturated(value: float) -> float:
    """From 0 to 1: the second mention adds less than the first."""
    return value / (value + 1.0) if value > 0 else 0.0


def _neighbours(
    groups: list[_Group],
    entries: list[Entry],
    owners: np.ndarray,
    share: np.ndarray,
    chosen: set[int],
    fixed_entries: list[Entry],
) -> np.ndarray:
    """How many other names have a place near each candidate, saturated; each name counts by its nearest place."""
    towns = [r for r, e in enumerate(entries) if e.kind in ("city", "capital", "county", "feature")]
    used = [r for r in towns if int(owners[r]) in chosen]
    others = [entries[r] for r in used] + [
        e for e in fixed_entries if e.kind in ("city", "capital", "county", "feature")
    ]
    found = np.zeros(len(entries))
    if not towns or len(others) < 2:
        return found
    lat = np.radians([entries[r].lat for r in towns])
    lon = np.radians([entries[r].lon for r in towns])
    lat2, lon2 = np.radians([e.lat for e in others]), np.radians([e.lon for e in others])
    part = (
        np.sin((lat[:, None] - lat2[None, :]) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat2)[None, :] * np.sin((lon[:, None] - lon2[None, :]) / 2) ** 2
    )
    near = np.exp(-12742 * np.arcsin(np.sqrt(np.minimum(part, 1.0))) / REACH)
    weight = np.concatenate([np.sqrt(share[used]), np.ones(len(others) - len(used))])
    near *= weight[None, :]
    groups_of = np.concatenate([owners[used], -1 - np.arange(len(others) - len(used))])
    total = np.zeros(len(towns))
    for g in dict.fromkeys(groups_of.tolist()):
        columns = near[:, groups_of == g].max(axis=1)
        columns[owners[towns] == g] = 0.0
        total += columns
    found[towns] = total / (total + 1.0)
    return found


def _reason(
    entry: Entry,
    rivals: int,
    best: int,
    prior: np.ndarray,
    rows: np.ndarray,
    regions: set[int],
    countries: set[str],
    gazetteer: Gazetteer,
) -> str:
    if rivals == 1:
        return "the only one of that name in the gazetteer"
    if prior[best] >= prior[rows].max():
        if entry.kind in ("country", "region", "area", "feature"):
            return f"a {'part of the world' if entry.kind == 'area' else entry.kind} comes before towns of that name"
        return f"the largest of {rivals} of that name"
    if entry.region in regions:
        return f"{gazetteer.entry(entry.region).name} is what the article tells of" if entry.region else ""
    if entry.country in countries:
        return f"{entry.country} is what the article tells of"
    return "the nearest to the other places of the article"
