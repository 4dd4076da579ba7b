"""Which sentences are parsed."""

from itertools import chain

import pytest

from reportedly import Article, Coder
from reportedly.errors import LanguageFileError
from reportedly.language.topics import check_topics, load_topics

MATCH = (
    "The striker headed the equaliser after half-time, and the goalkeeper let a second header slip. "
    "The referee gave the defender no card. Both coaches praised the midfield. The league season ends in May. "
    "A teammate of the winger scored in stoppage time."
)
RECIPE = (
    "Melt the butter in a saucepan and simmer the onions with garlic. Stir in the flour, then the cream. "
    "Bake the pie in a hot oven until the pastry is golden. Serve with a salad and lemon."
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def _read(coder: Coder, text: str) -> list[str]:
    """The sentences that are parsed."""
    parsed = next(coder._parser.parse_many([Article(text=text)], choose=coder._choose))
    return [sentence.text.strip() for sentence in parsed.sentences if sentence.parsed]


@pytest.mark.parametrize(("text", "topic"), [(MATCH, "sport"), (RECIPE, "table and garden")])
def test_an_article_on_a_quiet_topic_is_not_parsed_and_says_so(coder: Coder, text: str, topic: str) -> None:
    assert _read(coder, text) == []
    (note,) = coder.code(Article(text=text)).notes
    assert note.code == "quiet-topic"
    assert topic in note.text


def test_what_police_did_at_the_match_is_read_all_the_same(coder: Coder) -> None:
    riot = "Police detained 12 supporters of Halden United in Oslo."
    assert _read(coder, f"{MATCH} {riot}") == [riot]
    assert [event.type for event in coder.code(Article(text=f"{MATCH} {riot}")).events] == ["COERCE"]


def test_a_flood_is_no_weather(coder: Coder) -> None:
    text = (
        "Heavy rain and gusts killed 12 people in the valleys; police and troops rescued villagers from the snow. "
        "The government declared an emergency. Forecasters expect thunderstorms and hail overnight, then fog. "
        "Temperatures fall. Hundreds were evacuated, the ministry said."
    )
    assert len(_read(coder, text)) == 5


def test_politics_in_the_words_of_sport_is_politics(coder: Coder) -> None:
    text = (
        "The minister said that the league of Arab states had scored a goal: Iran's players are on the bench."
    )
    assert _read(coder, text) == [text]


@pytest.mark.parametrize(
    "sentence",
    ["It was cold there.", "The valley is deep and green.", "None of this is new."],
)
def test_a_sentence_that_can_carry_nothing_is_not_parsed(coder: Coder, sentence: str) -> None:
    first, last = "Norway sent food aid to Malawi on Monday.", "Sweden condemned the raid."
    assert _read(coder, f"{first} {sentence} {last}") == [first, last]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels attacked.",  # a trigger
        "They denied it.",  # a cue
        "He met with 12 of them.",  # a figure
        "So did the ministry in Oslo.",  # a name
        "The reports are “quite wrong”.",  # a quotation
        "Soldiers shot them.",  # a trigger in an irregular form
    ],
)
def test_a_sentence_that_may_carry_something_is_parsed(coder: Coder, sentence: str) -> None:
    assert sentence in _read(coder, f"Norway sent food aid to Malawi on Monday. {sentence}")


def test_all_sentences_are_parsed_on_demand() -> None:
    record = Coder(all_sentences=True).code(Article(text=MATCH))
    assert record.notes == ()
    assert "sentences=all" in (record.made_with.options or "")


def test_no_word_stands_in_two_lists() -> None:
    words = load_topics()
    every = [*chain.from_iterable(words.topics.values()), *words.public]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"topics": {"sport": ["goalie"]}}, "needs `topics` and `public`"),
        ({"topics": {"sport": []}, "public": ["court"]}, "sport: it needs a list of words"),
        ({"topics": {"sport": ["Goalie"]}, "public": ["court"]}, "'Goalie' isn't in lower case"),
        ({"topics": {"sport": ["court"]}, "public": ["court"]}, "public: 'court' stands in 'sport' too"),
    ],
)
def test_a_list_that_breaks_the_schema_is_named(data: object, message: str) -> None:
    with pytest.raises(LanguageFileError) as error:
        check_topics(data)
    assert all(part in str(error.value) for part in message.split(": "))


def test_marks_alone_are_no_sentence_to_parse(coder: Coder) -> None:
    assert _read(coder, "““““ ““““\n\n. . . —\n\n“ ”") == []
