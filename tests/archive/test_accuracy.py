"""How well reports are joined and disputes and promises found, on articles of our own, with the real coder.

``python tests/archive/test_accuracy.py [--errors]`` prints the figures of docs/archive-accuracy.md.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly.article import Article

GOLD = Path(__file__).parent / "gold"
#: The day on which the promises' outcomes are read.
AS_OF = date(2022, 12, 31)
_MARK = re.compile(r"\[([^\]]+)\]((?:\{[^}]+\})+)")

Word = tuple[str, int, int]
Row = dict[str, Any]


@dataclass(frozen=True)
class Marked:
    """Articles, and the words that are marked in them: label -> words."""

    articles: list[Article]
    words: dict[str, list[Word]]


@lru_cache
def read(name: str) -> Marked:
    """A file of marked articles."""
    articles: list[Article] = []
    words: defaultdict[str, list[Word]] = defaultdict(list)
    body = "\n".join(line for line in (GOLD / name).read_text().splitlines() if not line.startswith("# "))
    for number, block in enumerate(body.split("\n== ")[1:], 1):
        head, _, marked = block.strip().partition("\n")
        outlet, published = head.removeprefix("== ").split(" | ")
        id = f"{name.removesuffix('.txt')}-{number:02}"
        text, at = "", 0
        for match in _MARK.finditer(marked):
            text += marked[at : match.start()]
            for label in re.findall(r"\{([^}]+)\}", match[2]):
                words[label].append((id, len(text), len(text) + len(match[1])))
            text += match[1]
            at = match.end()
        articles.append(Article(id=id, text=text + marked[at:], outlet=outlet, published=published))
    return Marked(articles, dict(words))


@lru_cache
def archived(name: str) -> dict[str, list[Row]]:
    """What an archive of these articles answers."""
    from reportedly import Coder
    from reportedly.archive import Archive

    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder, "desk"), create=True) as archive:
        list(archive.add(read(name).articles, coder=Coder()))
        archive.join()
        return {
            "happenings": list(archive.happenings()),
            "disputes": list(archive.disputes()),
            "promises": list(archive.promises(as_of=AS_OF)),
            "events": list(archive.find()),
        }


def overlaps(one: Word, span: list[Any], article: str) -> bool:
    """Whether a span of an article shares a letter with a marked word."""
    return one[0] == article and len(span) == 2 and span[0] < one[2] and one[1] < span[1]


def pairs(groups: Iterator[list[Word]]) -> set[tuple[Word, Word]]:
    """Every two words of a group."""
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def joined() -> tuple[set[tuple[Word, Word]], set[tuple[Word, Word]]]:
    """The pairs of words that are of one happening, and those that the archive takes for such."""
    gold = read("happenings.txt")
    every = [word for words in gold.words.values() for word in words]
    claimed = (
        [
            word
            for report in row["reports"]
            for word in every
            if overlaps(word, report["trigger"], report["article"])
        ]
        for row in archived("happenings.txt")["happenings"]
    )
    return pairs(iter(gold.words.values())), pairs(claimed)


def spans_of(name: str) -> dict[tuple[str, str], list[list[Any]]]:
    """The words of each event: those of its type, of its act, and of its figures."""
    found = {}
    for event in archived(name)["events"]:
        parts = [event["trigger"], event["act_trigger"]]
        parts += [event[figure] and event[figure]["span"] for figure in ("killed", "injured", "size")]
        found[event["article"], event["event"]] = [part for part in parts if part]
    return found


_ABOUT = {"+": "whether", "-": "whether", "k": "killed", "i": "injured", "w": "who"}


def disputes() -> tuple[set[str], list[set[str]]]:
    """The marked disputes, and for each that the archive finds the marked ones that it is."""
    sides: defaultdict[str, list[tuple[str, list[Word]]]] = defaultdict(list)
    for label, words in read("claims.txt").words.items():
        if label.startswith("d"):
            sides[label[:3]].append((_ABOUT[label[3]], words))
    spans = spans_of("claims.txt")
    found = []
    for row in archived("claims.txt")["disputes"]:
        # Two reports at least have to be of the marked words, each of another one.
        told = [[(r["article"], span) for r in side["reports"] for span in spans[r["article"], r["event"]]]
                for side in row["sides"]]  # fmt: skip
        same = set()
        for id, marked in sides.items():
            words = {word for about, words in marked if about == row["about"] for word in words}
            hit = [
                {w for w in words for article, span in side if overlaps(w, span, article)} for side in told
            ]
            if sum(bool(one) for one in hit) >= 2 and len(set().union(*hit)) >= 2:
                same.add(id)
        found.append(same)
    return set(sides), found


def promises() -> tuple[dict[str, str], list[tuple[set[str], str]]]:
    """The marked promises with their outcomes, and for each that the archive finds the marked one and its outcome."""
    marked = {label: words for label, words in read("claims.txt").words.items() if label.startswith("p")}
    spans = spans_of("claims.txt")
    found = []
    for row in archived("claims.txt")["promises"]:
        own = spans[row["article"], row["event"]]
        same = {
            label.split()[0]
            for label, words in marked.items()
            if any(overlaps(word, span, row["article"]) for word in words for span in own)
        }
        found.append((same, row["outcome"]))
    return dict(label.split() for label in marked), found  # type: ignore[arg-type]


def share(found: list[set[str]], gold: set[str]) -> tuple[float, float]:
    """Precision and recall; who finds one twice is right once."""
    hit = set().union(*found) & gold if found else set()
    right, seen = 0, set()
    for same in found:
        new = same - seen
        right += bool(new)
        seen |= same
    return right / (len(found) or 1), len(hit) / len(gold)


def figures() -> dict[str, tuple[float, ...]]:
    """All that is measured."""
    gold, claimed = joined()
    right = len(gold & claimed)
    precision, recall = right / (len(claimed) or 1), right / len(gold)
    everything, found = promises()
    outcomes = [everything[id] == outcome for same, outcome in found for id in sorted(same)[:1]]
    return {
        "pairs": (precision, recall, 2 * precision * recall / ((precision + recall) or 1)),
        "disputes": share(disputes()[1], disputes()[0]),
        "promises": share([same for same, _ in found], set(everything)),
        "outcomes": (sum(outcomes) / (len(outcomes) or 1),),
    }


def test_reports_of_one_act_are_joined_and_near_misses_kept_apart() -> None:
    assert figures()["pairs"][2] >= 0.85


def test_disputes_are_found_and_lures_left() -> None:
    precision, recall = figures()["disputes"]
    assert precision >= 0.85
    assert recall >= 0.75


def test_promises_are_found_with_what_became_of_them() -> None:
    precision, recall = figures()["promises"]
    assert precision >= 0.85
    assert recall >= 0.75
    assert figures()["outcomes"][0] >= 0.85


def _errors() -> None:
    texts = {
        article.id: article.text
        for name in ("happenings.txt", "claims.txt")
        for article in read(name).articles
    }

    def shown(word: Word) -> str:
        text = texts[word[0]]
        return f"{word[0]} …{text[max(0, word[1] - 45) : word[1]]}[{text[word[1] : word[2]]}]{text[word[2] : word[2] + 40]}…"

    gold, claimed = joined()
    for title, wrong in (("not joined", gold - claimed), ("joined wrongly", claimed - gold)):
        for one, other in sorted(wrong):
            print(f"{title}:\n   {shown(one)}\n   {shown(other)}")
    marked, found = disputes()
    for id in sorted(marked - set().union(*found)):
        for label, words in read("claims.txt").words.items():
            if label.startswith(id):
                print(f"dispute missed {label}: {', '.join(map(shown, words))}")
    for row, same in zip(archived("claims.txt")["disputes"], found, strict=True):
        if not same:
            print(
                "no dispute:",
                row["about"],
                [(side["claim"], [r["words"] for r in side["reports"]]) for side in row["sides"]],
            )
    everything, got = promises()
    for id in sorted(set(everything) - set().union(*(same for same, _ in got))):
        for label, words in read("claims.txt").words.items():
            if label.startswith(f"{id} "):
                print(f"promise missed {label}: {', '.join(map(shown, words))}")
    for row, (same, outcome) in zip(archived("claims.txt")["promises"], got, strict=True):
        event = next(e for e in archived("claims.txt")["events"]
                     if (e["article"], e["event"]) == (row["article"], row["event"]))  # fmt: skip
        if not same:
            print("no promise:", row["kind"], row["act"], event["status"], event["words"])
        elif everything[sorted(same)[0]] != outcome:
            print(
                f"outcome {outcome}, not {everything[sorted(same)[0]]}: {event['words']} | {event['trigger_words']} {row['act']} due {row['due']}"
            )


if __name__ == "__main__":
    for name, values in figures().items():
        print(f"{name:10} " + "  ".join(f"{value:.3f}" for value in values))
    if "--errors" in sys.argv:
        _errors()
