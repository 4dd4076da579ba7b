"""Score the coder with the scorer that lies beside the gold data, and write the page of figures."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.measure import measured

from bench.machine import describe
from bench.trust import ABOUT, calibrated

__all__ = ["SETS", "GoldSet", "report"]


@dataclass(frozen=True)
class GoldSet:
    """One file of gold data.

    Args:
        task: the scorer's name of the task.
        file: its file in the gold folder.
        about: what it is and where the public can get it.
        options: of `reportedly code`.
    """

    task: str
    file: str
    about: str
    options: tuple[str, ...] = ()
    title: str = ""


SETS = (
    GoldSet(
        "events",
        "events_dev.jsonl",
        "Sentences labelled with one of PLOVER's 15 root types, source and target; the training split of the "
        "data of Zero-Shot-PLOVER (github.com/snowood1/Zero-Shot-PLOVER). Never trained on here.",
    ),
    GoldSet(
        "events",
        "events_dev.jsonl",
        "The same, with `--events careful`: precision first.",
        ("--events", "careful"),
        "events, careful",
    ),
    GoldSet(
        "events-petr",
        "events_petr_dev.jsonl",
        "Unit tests of PETRARCH2 (github.com/openeventdata/petrarch2), read as PLOVER types; invented countries.",
    ),
    GoldSet(
        "attribution",
        "attribution_dev.jsonl.gz",
        "PolNeAR, attributions in US political news of 2015-2016 (github.com/networkdynamics/PolNeAR): part of its "
        "development and training splits. People agree at 79.5 (content) and 72.6 (content and speaker).",
    ),
    GoldSet(
        "attribution",
        "attribution_dev.jsonl.gz",
        "The same, with `--statements careful`: precision first.",
        ("--statements", "careful"),
        "attribution, careful",
    ),
    GoldSet(
        "factuality",
        "factuality_dev.jsonl",
        "UW and MEANTIME event factuality, as prepared in github.com/njjiang/factuality_bert. Every verb and many "
        "nouns are marked there; the coder answers only for the events that it codes: look at the coverage.",
    ),
    GoldSet(
        "times",
        "times_dev.jsonl.gz",
        "MEANTIME (Wikinews, CC BY 4.0) and WikiWars (Wikipedia, CC BY-SA 3.0), half of the articles of each.",
    ),
    GoldSet(
        "places",
        "places_dev.jsonl.gz",
        "LGL (local newspapers) and GeoVirus (Wikinews), half of each "
        "(github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation).",
    ),
    GoldSet("who", "who_dev.jsonl", "PropBank-like arguments of MEANTIME's events (Wikinews business news)."),
)

_INTRODUCTION = """# Accuracy

Written by `make accuracy GOLD=DIR`, which runs the scorer in DIR on every set there that the coder can answer. The gold
data are used for measuring only: nothing of them is in the project, neither in rules nor in training data. Only
development halves were looked at.

"""


def report(
    gold: Path, *, tasks: Sequence[str] = (), options: Sequence[str] = (), say: Callable[[str], None] = print
) -> str:
    """The page of figures, in Markdown.

    Args:
        gold: a folder with `score.py` and the sets.
        tasks: only these; default: all.
        options: of `reportedly code`, for every set scored by `score.py`.
        say: gets a line before each set.
    """
    parts = [_INTRODUCTION, describe(), "\n"]
    for gold_set in SETS:
        path = gold / gold_set.file
        if (tasks and gold_set.task not in tasks) or not path.exists():
            continue
        title = gold_set.title or gold_set.task
        say(f"scoring {title} …")
        parts.append(
            f"\n## {title}\n\n{gold_set.about}\n\n```\n{_score(gold, gold_set, path, options)}\n```\n"
        )
    if (not tasks or "happenings" in tasks) and (gold / "happenings_dev.jsonl.gz").exists():
        say("scoring happenings …")
        score = _score_happenings(gold, gold / "happenings_dev.jsonl.gz")
        if score:
            about = (
                "ECB+ (Cybulska and Vossen 2014, CC BY 3.0), topics with odd numbers: which reports tell the same "
                "act, across articles."
            )
            parts.append(f"\n## happenings\n\n{about}\n\n```\n{score}\n```\n")
    if not tasks or "aside" in tasks:
        say("measuring on the sentences set aside …")
        about = (
            "Sentences of our own that a hash of the text set aside before anything was trained; quiet ones tell of "
            "sport, culture, business, weather, history or speak in metaphor. What is found in those is invented."
        )
        figures = "\n\n".join(f"--events {events}: {measured(events)}" for events in ("thorough", "careful"))
        parts.append(f"\n## sentences set aside\n\n{about}\n\n```\n{figures}\n```\n")
    if (not tasks or "calibration" in tasks) and (gold / "events_dev.jsonl").exists():
        say("measuring calibration …")
        parts.append(f"\n## calibration\n\n{ABOUT}\n\n```\n{calibrated(gold)}\n```\n")
    return "".join(parts)


def _score(gold: Path, gold_set: GoldSet, path: Path, options: Sequence[str]) -> str:
    scorer = [sys.executable, str(gold / "score.py")]
    with tempfile.TemporaryDirectory() as folder:
        articles, records = Path(folder, "articles.jsonl"), Path(folder, "records.jsonl")
        with articles.open("wb") as out:
            subprocess.run([*scorer, "input", gold_set.task, str(path)], check=True, stdout=out)
        with records.open("wb") as out:
            command = [_command(), "code", str(articles), "--language", "any", *gold_set.options, *options]
            subprocess.run(command, check=True, stdout=out)
        return _printed([*scorer, "score", gold_set.task, str(path), str(records)])


def _score_happenings(gold: Path, path: Path) -> str:
    scorer = [sys.executable, str(gold / "score_happenings.py")]
    with tempfile.TemporaryDirectory() as folder:
        articles, happenings = Path(folder, "articles.jsonl"), Path(folder, "happenings.jsonl")
        archive = str(Path(folder, "archive"))
        with articles.open("wb") as out:
            subprocess.run([*scorer, "input", str(path)], check=True, stdout=out)
        if subprocess.run([_command(), "add", archive, str(articles)], capture_output=True).returncode:
            return ""
        with happenings.open("wb") as out:
            subprocess.run([_command(), "happenings", archive, "--format", "jsonl"], check=True, stdout=out)
        return _printed([*scorer, "score", str(path), str(happenings)])


def _command() -> str:
    return str(Path(sys.executable).with_name("reportedly"))


def _printed(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip()
