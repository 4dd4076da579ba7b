"""What becomes of an article that is added: new, known, revised, a copy, skipped."""

from __future__ import annotations

import pytest

from reportedly.archive.segments import code

AID = "Norway did aid Malawi on 2024-03-11."
#: So long that its shingles tell whether another text is a copy.
LONG = (
    AID
    + " "
    + " ".join(f"The {n}th truck of the convoy reached town number {n + 7} by dusk." for n in range(9))
)


def test_the_same_article_again_changes_nothing(desk):
    assert desk.add(desk.news("a", AID)) == ["added"]
    before = list(desk.archive.find())
    assert desk.add(desk.news("a", AID)) == ["known"]
    assert list(desk.archive.find()) == before
    assert len(before) == 1


def test_twice_in_one_run_counts_once(desk):
    assert desk.add(desk.news("a", AID), desk.news("a", AID)) == ["added", "known"]
    assert len(list(desk.archive.find())) == 1


def test_a_known_article_is_not_coded_again(desk, tiny):
    coder = tiny()
    for _ in range(2):
        list(desk.archive.add([desk.news("a", AID)], coder=coder))
    assert coder.coded == ["a"]


def test_the_same_address_with_other_words_is_a_revision_and_the_latest_counts(desk):
    desk.add(desk.news("a", AID, url="https://www.example.org/x?utm_source=feed"))
    changed = desk.news("b", "Norway did aid Kenya on 2024-03-11.", url="https://example.org/x")
    assert desk.add(changed) == ["revised"]
    assert [row["whom"][0]["name"] for row in desk.archive.find()] == ["Kenya"]
    assert len(desk.archive) == 1


def test_the_same_id_with_other_words_is_a_revision(desk):
    desk.add(desk.news("a", AID))
    assert desk.add(desk.news("a", "Norway did aid Kenya.")) == ["revised"]
    assert [row["whom"][0]["name"] for row in desk.archive.find()] == ["Kenya"]


@pytest.mark.parametrize("ids", [("a", "b"), ("a", "a")])
def test_two_versions_in_one_run_are_an_article_and_its_revision(desk, ids):
    first, second = (
        desk.news(id, text, url="https://example.org/x")
        for id, text in zip(ids, (AID, "Norway did aid Kenya on 2024-03-11."), strict=True)
    )
    assert desk.add(first, second) == ["added", "revised"]
    assert [row["whom"][0]["name"] for row in desk.archive.find()] == ["Kenya"]
    assert len(desk.archive) == 1
    assert list(desk.archive.check()) == []


def test_a_batch_that_is_being_written_is_kept_when_the_run_is_stopped(desk, tiny):
    def stopped(prepared):
        for number, coded in enumerate(code(prepared, tiny())):
            if number == 3:
                raise KeyboardInterrupt
            yield coded

    articles = [desk.news(f"n{at}", f"Norway did aid Malawi. Note {at}.") for at in range(9)]
    with pytest.raises(KeyboardInterrupt):
        list(desk.archive.add(articles, coder=tiny(), batch=2, code_stream=stopped))
    assert len(desk.archive) == 2
    assert not any(finding.harm for finding in desk.archive.check())
    assert desk.add(*articles) == ["known"] * 2 + ["added"] * 7


def test_the_same_words_elsewhere_are_a_copy(desk):
    other = desk.news("b", LONG.replace(". ", ".\n\n"), outlet="Herald")
    assert desk.add(desk.news("a", LONG), other) == ["added", "copy"]


@pytest.mark.parametrize("together", [True, False])
def test_nearly_the_same_words_are_a_copy_in_one_run_or_two(desk, together):
    first = desk.news("a", LONG)
    other = desk.news("b", LONG + " More rain is due by Friday.", outlet="Herald")
    outcomes = desk.add(first, other) if together else desk.add(first) + desk.add(other)
    assert outcomes == ["added", "copy"]


def test_a_copy_of_a_copy_is_one_of_the_original(desk):
    desk.add(desk.news("a", LONG))
    desk.add(desk.news("b", LONG + " More rain is due."))
    desk.add(desk.news("c", LONG + " More rain is due."))
    with desk.archive.snapshot() as snapshot:
        found = {row["article"]: row["copy_of"] for row in snapshot.rows("SELECT * FROM articles")}
    assert found == {"a": None, "b": "a", "c": "a"}


def test_the_same_words_a_month_later_are_no_near_copy(desk):
    outcomes = desk.add(desk.news("a", LONG), desk.news("b", LONG + " More rain is due.", "2024-04-20"))
    assert outcomes == ["added", "added"]


def test_what_the_coder_refuses_is_kept_as_skipped_and_the_rest_goes_on(desk):
    outcomes = desk.add(desk.news("a", "Bonjour tout le monde.", language="fr"), desk.news("b", AID))
    assert outcomes == ["skipped", "added"]
    assert desk.add(desk.news("a", "Bonjour tout le monde.", language="fr")) == ["known"]


def test_a_record_comes_back_as_it_was_coded(desk, tiny):
    article = desk.news("a", AID + " Kenya will visit Malawi on 2024-05-01, Peru said.", title="Aid")
    desk.add(article)
    assert desk.archive.record("a") == next(tiny().code_many([article]))


def test_outcomes_come_in_the_order_of_the_articles(desk):
    desk.add(desk.news("b", "Kenya did visit Peru."))
    articles = [desk.news(id, f"Norway did aid Malawi {id}.") for id in "acde"]
    articles.insert(2, desk.news("b", "Kenya did visit Peru."))
    outcomes = list(desk.archive.add(articles, coder=desk.coder(), batch=2))
    assert [outcome.id for outcome in outcomes] == ["a", "c", "b", "d", "e"]
    assert [outcome.outcome for outcome in outcomes] == ["added", "added", "known", "added", "added"]


def test_a_new_version_of_the_coder_makes_a_new_coding_that_counts(desk):
    desk.add(desk.news("a", AID))
    assert desk.add(desk.news("a", AID), version="2") == ["added"]
    assert len(list(desk.archive.find())) == 1
    assert desk.archive.record("a").made_with.coder == "2"
    assert len(desk.archive) == 1


def test_adding_stops_where_it_is_stopped_and_keeps_what_was_told(desk):
    stream = desk.archive.add(
        (desk.news(str(n), f"Norway did aid Malawi {n}.") for n in range(9)), coder=desk.coder(), batch=2
    )
    told = [next(stream).id for _ in range(4)]
    stream.close()
    assert sorted(row["article"] for row in desk.archive.find()) == sorted(told)
