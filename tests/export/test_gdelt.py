"""GDELT's two tables, read as their users read them: pandas with the published column lists."""

from __future__ import annotations

import io

import pytest

from reportedly.export import LeftOut, Told, write

pandas = pytest.importorskip("pandas")

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
EVENTS = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources".split(),
    *"NumArticles AvgTone".split(),
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _GEO),
    *"DATEADDED SOURCEURL".split(),
]
MENTIONS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras"
).split()
_CODES = {name: str for name in EVENTS if "Code" in name or name in ("SQLDATE", "DATEADDED")}


def read(name: str, material: list[Told], columns: list[str]) -> object:
    out = io.BytesIO()
    write(name, material, out)
    out.seek(0)
    return pandas.read_csv(out, sep="\t", header=None, names=columns, dtype=_CODES, index_col=False)


def test_there_are_61_and_16_columns() -> None:
    assert (len(EVENTS), len(MENTIONS)) == (61, 16)


def test_pandas_reads_the_events(material: list[Told]) -> None:
    table = read("gdelt-events", material, EVENTS)
    raid = table[table.EventRootCode == "19"].iloc[0]
    assert (raid.SQLDATE, raid.Actor1Code, raid.Actor2CountryCode) == ("20240309", "FJIMIL", "KEN")
    assert (raid.NumMentions, raid.NumSources, raid.QuadClass, raid.GoldsteinScale) == (2, 2, 4, -10.0)
    assert (raid.ActionGeo_Type, raid.ActionGeo_CountryCode, raid.ActionGeo_Lat) == (4, "KE", -4.05466)


def test_an_actor_has_a_cameo_country_and_a_place_a_fips_country(material: list[Told]) -> None:
    lima = read("gdelt-events", material, EVENTS).iloc[0]
    assert (lima.Actor2CountryCode, lima.ActionGeo_CountryCode) == ("PER", "PE")


def test_each_mention_belongs_to_an_event(material: list[Told]) -> None:
    events, mentions = read("gdelt-events", material, EVENTS), read("gdelt-mentions", material, MENTIONS)
    assert set(mentions.GLOBALEVENTID) == set(events.GLOBALEVENTID)
    counted = mentions.groupby("GLOBALEVENTID").size()
    assert dict(zip(events.GLOBALEVENTID, events.NumMentions)) == dict(counted)


def test_with_all_events_a_denied_raid_goes_in(material: list[Told]) -> None:
    out = io.BytesIO()
    done = write("gdelt-events", material, out, left_out=LeftOut(made=None))
    assert not done.why["made: denied"]
    assert sum(b"\t190\t" in line for line in out.getvalue().splitlines()) == 2
