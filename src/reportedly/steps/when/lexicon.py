"""The words of time and the patterns that they form, compiled from `language/en/times.yaml`.

Each token of a text becomes one character that stands for the classes it belongs to, so that a pattern over tokens is
an ordinary regular expression over a string of such characters, and where it matched is counted in tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from reportedly.errors import LanguageFileError
from reportedly.steps.when.patterns import compile_pattern, pieces

__all__ = ["KINDS", "Lexicon", "Rule", "load_lexicon"]

FILE = "times.yaml"
#: Characters that stand for classes of tokens begin here, in Unicode's private use area.
_FIRST = 0xE000

#: Classes of tokens that are told by their form, by kind; see `tokens.py`.
KINDS: dict[str, frozenset[str]] = {
    "hour": frozenset({"N", "D", "HOUR", "Y3"}),
    "hour2": frozenset({"N", "D", "HOUR", "Y3", "YY"}),
    "day2": frozenset({"N", "D", "Y3", "YY"}),
    "padded": frozenset({"N", "D", "YY"}),
    "two": frozenset({"N", "Y3", "YY"}),
    "zero": frozenset({"N", "YY"}),
    "three": frozenset({"N", "Y3"}),
    "year": frozenset({"N", "Y"}),
    "number": frozenset({"N"}),
    "nth day": frozenset({"OD", "ORD"}),
    "nth": frozenset({"OD"}),
    "decade": frozenset({"DECADE"}),
    "decade3": frozenset({"DECADE3"}),
    "decade2": frozenset({"DECADE2"}),
    "clock": frozenset({"CLOCK"}),
    "iso": frozenset({"ISO"}),
    "slashed": frozenset({"SLASHED"}),
    "nine-eleven": frozenset({"NINE_ELEVEN"}),
    "quarter": frozenset({"QN"}),
    ",": frozenset({"COMMA"}),
    ".": frozenset({"DOT"}),
    "-": frozenset({"HYPHEN"}),
    "'": frozenset({"APOS"}),
    "/": frozenset({"SLASH"}),
    "(": frozenset({"LPAREN"}),
    ")": frozenset({"RPAREN"}),
    "$": frozenset({"MONEY"}),
    "capital": frozenset({"CAP"}),
    "low": frozenset({"LOW"}),
    "other": frozenset({"OTHER"}),
}


@dataclass(frozen=True)
class Rule:
    """One rule: its name, its reader, what it hands to it, and its pattern over signs.

    The pattern is compiled when a text first calls for it: most texts need a few of the hundred, and compiling all
    costs a fifth of a second.
    """

    name: str
    read: str
    given: dict[str, Any]
    source: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source)

    @cached_property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """Names of the pattern's parts and their numbers."""
        return tuple((name.split("__")[0], index) for name, index in self.regex.groupindex.items())


@dataclass(frozen=True)
class Lexicon:
    """Words, their values and the compiled patterns.

    Args:
        sign: word as written, or in small letters -> the character of its classes.
        sign_of_kind: the same for tokens told by their form.
        values: class -> word -> value.
        start: finds a character that some rule begins with.
        starting: character -> the rules that may begin with it, in the file's order.
        cased: words that count only with a capital.
        future, past: words that show a tense.
        numbered: words after which a number of four digits is no year.
        before_to: words after which "to" and a verb lie ahead.
        scheduled: verbs that look ahead right before a day.
        deferring: words after which "until" looks ahead.
        holidays: names of named days -> how their date is reckoned.
    """

    sign: dict[str, str]
    sign_of_kind: dict[str, str]
    values: dict[str, dict[str, Any]]
    start: re.Pattern[str]
    starting: dict[str, tuple[Rule, ...]]
    cased: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    before_to: frozenset[str]
    scheduled: frozenset[str]
    deferring: frozenset[str]
    numbered: frozenset[str]
    holidays: dict[str, Any]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read and compile the shipped file.

    Raises:
        LanguageFileError: a rule names a class that isn't there, or isn't well-formed.
    """
    raw = files("reportedly.language.en").joinpath(FILE).read_text(encoding="utf-8")
    return compile_lexicon(yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def compile_lexicon(data: dict[str, Any]) -> Lexicon:
    """Compile what the file holds."""
    for key in ("words", "cased", "uncased", "holidays", "macros", "rules", "tense", "numbered"):
        if key not in data:
            raise LanguageFileError(f"{key!r} is missing", where=FILE, do="see the head of the file")
    values = {
        name: dict(words) if isinstance(words, dict) else {str(w): str(w) for w in words}
        for name, words in data["words"].items()
    }
    macros: dict[str, str] = dict(data["macros"])
    macros["HOLIDAY"] = "(" + " | ".join(_as_tokens(name) for name in data["holidays"]) + ")"
    patterns = [*macros.values(), *(rule["pattern"] for rule in data["rules"])]
    literals = {t for p in patterns for t in pieces(p) if t[0].islower() and not t.endswith(":")}

    classes: dict[str, set[str]] = {word: {word} for word in literals}
    for name, words in values.items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    signs: dict[frozenset[str], str] = {}

    def sign_of(members: frozenset[str]) -> str:
        return signs.setdefault(members, chr(_FIRST + len(signs)))

    sign = {word: sign_of(frozenset(members | {"LOW"})) if members == {word} else sign_of(frozenset(members))
            for word, members in sorted(classes.items())}  # fmt: skip
    sign_of_kind = {kind: sign_of(members) for kind, members in KINDS.items()}
    by_class: dict[str, str] = {}
    for members, char in signs.items():
        for member in sorted(members):
            by_class[member] = by_class.get(member, "") + char

    starting: dict[str, list[Rule]] = {}
    for entry in data["rules"]:
        compiled = compile_pattern(entry["pattern"], by_class, macros, rule=entry["name"])
        rule = Rule(entry["name"], entry["read"], dict(entry.get("with", {})), compiled.source)
        for char in sorted(compiled.first):
            starting.setdefault(char, []).append(rule)
    start = re.compile(f"[{''.join(sorted(starting))}]")
    cased = {w for name in data["cased"] for w in values[name]} - set(data["uncased"])
    holidays = {_as_tokens(name).replace("APOS", "'").replace("HYPHEN", "-"): how
                for name, how in data["holidays"].items()}  # fmt: skip
    tense = data["tense"]
    return Lexicon(
        sign=sign,
        sign_of_kind=sign_of_kind,
        values=values,
        start=start,
        starting={char: tuple(rules) for char, rules in starting.items()},
        cased=frozenset(cased),
        future=frozenset(tense["future"]),
        past=frozenset(tense["past"]),
        scheduled=frozenset(tense["scheduled"]),
        deferring=frozenset(tense["deferring"]),
        before_to=frozenset(tense["before_to"]),
        numbered=frozenset(data["numbered"]),
        holidays=holidays,
    )


def _as_tokens(name: str) -> str:
    return re.sub(r"\s*'\s*", " APOS ", name).strip()
