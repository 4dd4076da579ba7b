"""Places: which words name them, and where they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.article import Article
from reportedly.record import Place
from reportedly.steps.choosing import Chosen
from reportedly.steps.parse import Sentence, load_parser
from reportedly.steps.where import find_places, places


def _nothing(sentences: Sequence[Sentence]) -> Chosen:
    return Chosen([False] * len(sentences))


def told(text: str, **more: str) -> list[tuple[str, str | None, str | None]]:
    """(words of the text, division, country) of each place."""
    return [(p.span.of(text), p.admin1, p.country) for p in places(text, **more)]  # type: ignore[arg-type]


def one(text: str, words: str) -> Place:
    return next(p for p in places(text) if p.span.of(text) == words)


@pytest.mark.parametrize(
    ("text", "words", "region", "country"),
    [
        ("Fire crews were called out in Bangor, Maine, on Friday.", "Bangor", "Maine", "USA"),
        ("Fire crews were called out in Bangor, Wales, on Friday.", "Bangor", "Wales", "GBR"),
        ("A bakery opened in Paris, Texas.", "Paris", "Texas", "USA"),
        ("A bakery opened in Paris.", "Paris", "Île-de-France", "FRA"),
        ("The plant in Dayton, OH closed.", "Dayton", "Ohio", "USA"),
        ("LEXINGTON, Ky. -- The fair was called off.", "LEXINGTON", "Kentucky", "USA"),
    ],
)
def test_a_region_after_a_comma_decides(text: str, words: str, region: str, country: str) -> None:
    place = one(text, words)
    assert (place.admin1, place.country) == (region, country)


def test_one_name_is_one_place_throughout_an_article() -> None:
    text = "Paris flooded on Monday. Schools in Paris, Texas, were closed. Paris expects more rain."
    assert {region for words, region, _ in told(text) if words == "Paris"} == {"Texas"}


def test_a_region_named_nearby_decides() -> None:
    text = "Farmers in Alabama lost their peaches. The frost was worst around Florence and Decatur."
    assert one(text, "Decatur").admin1 == "Alabama"


def test_georgia_is_a_country_or_a_state_by_its_neighbours() -> None:
    east = "Talks between Georgia and Armenia were held in Tbilisi."
    south = "Growers in Georgia and Alabama met in Atlanta."
    assert one(east, "Georgia").country == "GEO"
    assert one(south, "Georgia").country == "USA"


def test_a_demonym_stands_for_its_country() -> None:
    place = one("A Norwegian trawler was freed.", "Norwegian")
    assert (place.country, place.why) == ("NOR", "said of Norway or its people")


def test_a_person_is_no_place() -> None:
    text = "Charlotte Webb met Austin Moore. Mr. Lincoln said so."
    assert told(text) == []


def test_a_pronoun_is_no_country() -> None:
    text = "He told us to wait. The US sent aid."
    assert told(text) == [("US", None, "USA")]


def test_kosovo_has_its_code_and_a_territory_its_own() -> None:
    text = "Police from Kosovo trained in Greenland and Puerto Rico."
    assert [country for _, _, country in told(text)] == ["XKX", "GRL", "PRI"]


def test_a_sea_is_a_place() -> None:
    place = one("A tanker was boarded in the Black Sea.", "Black Sea")
    assert place.precision == "region"
    assert place.lat is not None


def test_what_the_gazetteer_lacks_stays_unresolved_and_says_why() -> None:
    place = one("A house on Quillfeather Road burned down.", "Quillfeather Road")
    assert (place.lat, place.country, place.geonameid, place.precision) == (None, None, None, None)
    assert place.why


def test_the_title_is_read_too() -> None:
    found = places("Rain fell.", title="Floods in Norway")
    assert [(p.span.region, p.country) for p in found] == [("title", "NOR")]


@pytest.mark.parametrize("text", ["", " ", "😀 é́ \r\n", "\ud800 in Oslo", "Paris", "in", "A, B, (C), -- D"])
def test_any_text_is_read(text: str) -> None:
    for place in places(text):
        assert place.span.of(text)


def test_washington_is_the_capital_unless_told() -> None:
    assert one("WASHINGTON — Lawmakers met on Friday.", "WASHINGTON").admin1 == "District of Columbia"
    assert one("Apples from Oregon, Idaho and Washington were sold.", "Washington").admin1 == "Washington"


def test_a_comma_in_a_list_of_countries_says_nothing_of_what_lies_where() -> None:
    text = "Cases were found in Kenya, Chad, Mali, Georgia and Norway."
    assert [country for _, _, country in told(text)] == ["KEN", "TCD", "MLI", "GEO", "NOR"]


def test_a_place_in_an_organisations_name_says_so() -> None:
    assert one("The Norfolk Police Department said so.", "Norfolk").why.startswith("in the name of")


def test_the_outlets_town_is_a_hint() -> None:
    text = "A barn burned down near Mapleton on Friday."
    assert [p.admin1 for p in places(text)] == ["Utah"]
    assert [p.admin1 for p in places(text, outlet="Fargo Evening Courier")] == ["North Dakota"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("Paris, in New York U.S. (-)'s\u0301\n😀of Ohio OH"), max_size=60))
def test_spans_hold_names_whatever_the_text(text: str) -> None:
    parsed = load_parser().parse(Article(text=f"{text} Oslo"), choose=_nothing)
    found = find_places(parsed)
    assert [p.span for p in found] == sorted(p.span for p in found)
    assert all(p.span.of(parsed.article.text).strip() for p in found)
