"""Which actors are named."""

from __future__ import annotations

import pytest

from reportedly import Article
from reportedly.record import Actor
from reportedly.steps.cast import Cast
from reportedly.steps.parse import load_parser
from reportedly.steps.who import find_actors


def cast_of(text: str, published: str | None = "2021-10-19", title: str | None = None) -> Cast:
    return find_actors(load_parser().parse(Article(text=text, published=published, title=title)))


def words(text: str, actor: Actor, how: str | None = None) -> list[str]:
    return [m.span.of(text) for m in actor.mentions if how is None or m.how == how]


def named(cast: Cast, name: str) -> Actor:
    (actor,) = [a for a in cast.actors if name in a.name]
    return actor


def test_a_title_tells_office_country_and_sector() -> None:
    ministers = cast_of("Finnish Foreign Minister Aino Kallas-Virta flew to Lima.")
    actor = named(ministers, "Kallas")
    assert (actor.name, actor.kind, actor.country, actor.sectors) == (
        "Aino Kallas-Virta",
        "person",
        "FIN",
        ("GOV",),
    )
    assert actor.role == "Foreign Minister"


def test_an_office_needs_no_name() -> None:
    actor = named(cast_of("The chief of staff of the Peruvian armed forces resigned."), "chief of staff")
    assert (actor.country, actor.sectors, actor.kind) == ("PER", ("MIL",), "person")


def test_a_surname_is_joined_to_the_full_name() -> None:
    text = "Senator Maud Okello-Brandt spoke first. Okello-Brandt then left, and Brandt did not return."
    actor = named(cast_of(text), "Maud")
    assert words(text, actor)[:2] == ["Senator Maud Okello-Brandt", "Okello-Brandt"]


def test_two_persons_of_one_surname_stay_two() -> None:
    cast = cast_of("Ines Duarte met Paulo Duarte in Lisbon.")
    assert len([a for a in cast.actors if "Duarte" in a.name]) == 2


def test_the_day_decides_the_office() -> None:
    then = named(cast_of("Barack Obama spoke.", "2012-05-01"), "Obama")
    later = named(cast_of("Barack Obama spoke.", "2019-05-01"), "Obama")
    assert (then.sectors[0], later.sectors) == ("GOV", ("ELI",))
    assert then.country == later.country == "USA"


def test_a_namesake_from_a_country_that_is_not_told_is_left_open() -> None:
    actor = named(cast_of("The plumber Michael Ring repaired the pipes of a school in Oslo."), "Ring")
    assert actor.registry is None


def test_a_capital_acts_for_its_government_but_is_no_actor_as_a_place() -> None:
    acting = cast_of("Ankara recalled its envoy.")
    assert (acting.actors[0].country, acting.actors[0].sectors, acting.actors[0].mentions[0].how) == (
        "TUR",
        ("GOV",),
        "place",
    )
    assert [a.name for a in cast_of("Talks were held in Ankara.").actors] == []


def test_a_capital_that_leads_a_headline_acts() -> None:
    assert [a.country for a in cast_of("Minsk jails reporter").actors][:1] == ["BLR"]


def test_those_whom_others_back_are_not_their_backers() -> None:
    cast = cast_of("Turkish-backed rebels took the town.")
    (rebels,) = [a for a in cast.actors if "rebels" in a.name]
    assert rebels.country is None
    assert not [a for a in cast.actors if a.country == "TUR"]


def test_officials_of_two_countries_are_two_actors_of_the_same_words() -> None:
    cast = cast_of("Chilean and Bolivian officials met.")
    assert sorted(a.country or "" for a in cast.actors) == ["BOL", "CHL"]
    assert len({(m.first, m.end) for m in cast.mentions}) == 1


def test_a_commission_of_two_countries_is_of_both() -> None:
    cast = cast_of("The joint Norway-Iceland commission will meet.")
    assert sorted(a.country or "" for a in cast.actors) == ["ISL", "NOR"]


def test_who_and_he_stand_for_the_person() -> None:
    text = "General Pavo Lindqvist, who commands the garrison, said he would stay."
    actor = named(cast_of(text), "Lindqvist")
    assert words(text, actor, "pronoun") == ["who", "he"]


def test_a_pronoun_that_could_be_either_is_left_open() -> None:
    text = "Anna Weir and Carla Moss met. She left."
    assert not any(words(text, actor, "pronoun") for actor in cast_of(text).actors)


def test_its_tells_whose_minister_it_is() -> None:
    cast = cast_of("Kenya closed the border and its interior minister flew home.")
    assert named(cast, "interior minister").country == "KEN"


def test_the_two_countries_are_both() -> None:
    text = "Ghana and Togo share a river. The two countries signed a treaty."
    cast = cast_of(text)
    assert [words(text, named(cast, name))[-1] for name in ("Ghana", "Togo")] == ["The two countries"] * 2


def test_three_countries_are_no_two() -> None:
    text = "Ghana, Togo and Benin share a coast. The two countries signed a treaty."
    cast = cast_of(text)
    assert words(text, named(cast, "Ghana")) == ["Ghana"]


def test_its_ally_is_the_other_country_of_the_sentence() -> None:
    text = "As talks with Cuba drag on, Bolivia can press its ally to give way."
    assert "its ally" in words(text, named(cast_of(text), "Cuba"))


def test_the_minister_is_the_one_named_before() -> None:
    text = "Interior Minister Tomas Grell opened the school. The minister then left."
    assert words(text, named(cast_of(text), "Grell"))[-1] == "The minister"


def test_a_bare_noun_takes_up_the_only_one_described_with_it() -> None:
    text = "Gunmen kidnapped the mayor of Kidal on Friday. The army later freed the mayor."
    actor = next(actor for actor in cast_of(text).actors if "the mayor of Kidal" in words(text, actor))
    assert words(text, actor) == ["the mayor of Kidal", "the mayor"]


def test_an_apposition_is_the_same_actor() -> None:
    text = "Oda Fjeld, the Norwegian fisheries minister, denied it."
    actor = named(cast_of(text), "Fjeld")
    assert (actor.country, actor.sectors) == ("NOR", ("GOV",))
    assert words(text, actor) == ["Oda Fjeld", "the Norwegian fisheries minister"]


def test_an_office_told_before_its_holder_is_joined_to_the_name() -> None:
    text = "Japan's finance minister is in Oslo. Finance Minister Kenji Aramaki will speak on Monday."
    cast = cast_of(text)
    assert words(text, named(cast, "Aramaki"))[0] == "Japan's finance minister"


def test_a_former_official_is_one_no_more() -> None:
    assert named(cast_of("A former Malian general was arrested."), "general").sectors[0] == "ELI"


def test_dozens_of_people_are_counted_by_their_head() -> None:
    text = "Dozens of Sudanese farmers marched."
    cast = cast_of(text)
    (actor,) = cast.actors
    assert (words(text, actor), actor.country, actor.sectors) == (
        ["Dozens of Sudanese farmers"],
        "SDN",
        ("AGR",),
    )
    assert cast.headed_by(0, 0)


def test_who_is_told_of_at_one_place_only_belongs_to_it() -> None:
    cast = cast_of("Riot police fired at students in Caracas.")
    assert {a.country for a in cast.actors} == {"VEN"}


def test_a_country_inside_other_words_is_an_actor() -> None:
    text = "Officials discussed the Iran deal and Indian television."
    assert {"IRN", "IND"} <= {a.country for a in cast_of(text).actors}


def test_african_americans_are_not_the_united_states() -> None:
    assert not [a for a in cast_of("African Americans marched.").actors if a.registry == "USA"]


def test_a_place_in_a_persons_name_is_no_country() -> None:
    cast = cast_of("Minister Michael Jordan opened the road.")
    assert not [a for a in cast.actors if a.registry == "JOR"]


def test_the_north_is_north_korea_where_korea_is_told_of() -> None:
    assert (
        named(cast_of("South Korea offered rice but the North refused it."), "North Korea").country == "PRK"
    )
    assert not [
        a for a in cast_of("Norway offered rice but the North refused it.").actors if a.country == "PRK"
    ]


def test_sums_of_money_are_no_actors() -> None:
    assert [a.name for a in cast_of("$650 million went to Peru.").actors] == ["Peru"]


def test_a_dateline_names_no_actor() -> None:
    assert [a.name for a in cast_of("LIMA, Peru (Reuters) - Miners went on strike.").actors] == ["Miners"]


def test_a_title_region_is_joined_to_the_text() -> None:
    cast = cast_of("Prime Minister Ola Grimstad-Ek resigned on Monday.", title="Grimstad-Ek resigns")
    actor = named(cast, "Ola Grimstad-Ek")
    assert {m.span.region for m in actor.mentions} == {"title", "text"}


@pytest.mark.parametrize(
    "text",
    ["", " ", "?", "\u0301\u0301 said", "😀 met 😀😀.", "The of of the, who whose.", "U.S.-", "and of the\r\n\r\nPresident", "İstanbul’s mayor",
     "the two countries", "A’s B’s C’s", "(Reuters)", "al-", "Mr. Mrs. Dr.", "President President President"],
)  # fmt: skip
def test_no_text_breaks_it(text: str) -> None:
    if not text.strip():
        return
    cast = cast_of(text, None)
    for mention in cast.mentions:
        assert mention.first <= mention.head < mention.end


def test_the_same_text_gives_the_same_cast() -> None:
    text = "Russian and Iranian officials met Hamas leaders in Doha, the two countries said."
    assert cast_of(text) == cast_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Argentina imposed a state of siege.",
        "Peru ended the state of emergency.",
        "Chad is on a state of alert.",
    ],
)
def test_a_state_of_emergency_is_nobody(text: str) -> None:
    assert [actor.kind for actor in cast_of(text).actors] == ["country"]


def test_a_head_of_something_is_a_person_of_it() -> None:
    army = named(cast_of("The head of the Kenyan army resigned."), "army")
    assert (army.kind, army.country, army.sectors) == ("person", "KEN", ("MIL",))
    state = named(cast_of("The Chadian head of state visited Oslo."), "head of state")
    assert (state.kind, state.country, state.sectors) == ("person", "TCD", ("GOV",))


def test_a_head_alone_is_nobody() -> None:
    assert cast_of("The statue's head of bronze fell.").actors == ()
