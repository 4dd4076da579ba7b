"""A user's category is learnt from its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly import Article, Coder
from reportedly.codebook import load_codebook
from reportedly.codebook.model import NONE
from reportedly.codebook.sentences import pack, shipped_lines, shipped_sentences
from reportedly.codebook.training import Word, train, train_further
from reportedly.errors import CodebookError
from reportedly.learning import learn

TRAINING = Path(__file__).parents[2] / "training"
HONOURS = """
name: honours
version: 1
extends: plover
types:
  HONOUR:
    about: gives a medal or a title
    quad: 1
    score: 3
    cameo: "051"
    rules:
      decorate:
        verbs: decorate knight
        cameo: "051"
        example: "{s1 The king of Tonga} {t1 decorated} {o1 two Australian officers}."
    sentences:
      - "1 HONOUR - happened HONOUR happened\\t{s1 The queen} {t1 knighted} {o1 a Kenyan doctor}."
      - "1 HONOUR - happened HONOUR happened\\t{s1 Poland} {t1 decorated} {o1 the Lithuanian minister} in Warsaw."
      - "1 HONOUR - happened HONOUR happened\\t{s1 Chad} {t1 decorated} {o1 an Egyptian envoy} for bravery."
      - "none\\tThe baker decorated the cake for the mayor of Oslo."
"""


def test_the_shipped_sentences_are_those_of_the_files() -> None:
    written = {
        line for path in TRAINING.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()
    }
    shipped = shipped_lines()
    assert set(shipped) <= written
    # A sentence comes into the package when it is compiled anew, with the weights that it taught.
    assert len(shipped) > 0.9 * sum(bool(line.strip()) and not line.startswith("#") for line in written)


def test_every_shipped_sentence_can_be_read() -> None:
    assert sum(1 for _ in shipped_sentences()) == len(shipped_lines())


def test_packing_gives_the_same_bytes() -> None:
    assert pack(["none\tThe harvest was poor."]) == pack(["none\tThe harvest was poor."])


WORDS = [Word(("bias", f"l={word}"), label) for word, label in [("bomb", "ASSAULT"), ("bake", NONE)] * 4]


def test_what_was_known_stays_when_a_type_is_learnt() -> None:
    model = train(WORDS)
    more = train_further(model, [*WORDS, *[Word(("bias", "l=knight"), "HONOUR")] * 4], learn=["HONOUR"])
    assert more.labels == (NONE, "ASSAULT", "HONOUR")
    chances = more.probabilities([("bias", "l=bomb"), ("bias", "l=bake"), ("bias", "l=knight")])
    best = chances.argmax(axis=1)
    assert [more.labels[at] for at in best] == ["ASSAULT", NONE, "HONOUR"]
    columns = [0, 1]
    assert (more.weights[: len(model.rows), columns] == model.weights).all()


def test_a_category_is_learnt_beside_plover_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.learning.PART", 24)  # for speed
    (tmp_path / "honours.yaml").write_text(HONOURS)
    book = load_codebook(str(tmp_path / "honours.yaml"))
    assert len(book.types) == 17
    lesson = learn(book)
    assert lesson.types == ("HONOUR",)
    lesson.model.save(tmp_path / "honours.weights")
    coder = Coder(codebook=str(tmp_path / "honours.yaml"), language="any")

    def types(text: str) -> list[str]:
        return [event.type for event in coder.code(Article(text=text)).events]

    assert types("The emperor of Japan decorated the Thai ambassador on Friday.") == ["HONOUR"]
    assert types("Kenyan police arrested four lawmakers in Nairobi.") == ["COERCE"]


def test_a_codebook_without_types_of_the_model_codes_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(
        "name: small\nversion: 1\nfoldings: {planned: {}, refused: {}, wanted: {}}\nframes: {}\nsymmetric: []\n"
        "contexts: {}\ntypes: {AID: {about: gives, quad: 2, score: 5, cameo: '07'}}\n"
    )
    text = "Kenyan police arrested four lawmakers. Kuwait sent tents to Pakistan's flood victims."
    record = Coder(codebook=str(path), language="any").code(Article(text=text))
    assert {event.type for event in record.events} <= {"AID"}


def test_nothing_to_learn_is_told(tmp_path: Path) -> None:
    (tmp_path / "bare.yaml").write_text("name: bare\nversion: 1\nextends: plover\n")
    with pytest.raises(CodebookError, match="no example beside those that are shipped"):
        learn(load_codebook(str(tmp_path / "bare.yaml")))


def test_another_base_than_the_shipped_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("name: odd\nversion: 1\nextends: tides\n")
    with pytest.raises(CodebookError, match="extends 'tides'"):
        load_codebook(str(tmp_path / "odd.yaml"))
