#!/usr/bin/env python3
"""Read sentences with their events marked in the text; check them; write them as JSON Lines.

    python marked.py check FILE...
    python marked.py jsonl FILE... > sentences.jsonl

A line holds the events, a tab, and the sentence:

    1 REQUEST assist happened AID wanted<TAB>{s1 Nepal} {t1 asked} {o1 India} to {a1 send} helicopters.

An event is `number TYPE mode made ACT status`, several are parted by `;`; `-` stands for no mode. In the text
`{…}` marks words: s source, o target, t trigger, a act's trigger, x act's source, y act's target, each with the
event's number; words with several roles carry all of them (`{s1,x2 Iran}`); marks may nest. A line that begins
with `none` has no event. `#` begins a comment line. Standard library only.
"""

import json
import re
import sys
from pathlib import Path

TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
    " heavy-weapons crowd-control unconventional",
}
FATES = ["happened", "ongoing", "planned", "possible", "wanted", "denied"]
ROLES = {
    "s": "sources",
    "o": "targets",
    "t": "trigger",
    "a": "act_trigger",
    "x": "act_sources",
    "y": "act_targets",
}
SINGLE = {"trigger", "act_trigger"}


class MarkError(ValueError):
    """A line that cannot be read; the message says which and why."""


def unmark(marked):
    """The plain text and [(role letter, event number, start, end)]."""
    text, found, open_marks = "", [], []
    for part in re.split(r"(\{(?:[sotaxy]\d,?)+ |\})", marked):
        if part.startswith("{") and part.endswith(" "):
            open_marks.append((part[1:-1].split(","), len(text)))
        elif part == "}":
            if not open_marks:
                raise MarkError("a } without its {")
            labels, start = open_marks.pop()
            found += [(label[0], int(label[1:]), start, len(text)) for label in labels if label]
        else:
            text += part
    if open_marks:
        raise MarkError("a { without its }")
    if "{" in text or "}" in text:
        raise MarkError("a brace that is no mark")
    return text, found


def read_header(header):
    """{number: event without spans}."""
    events = {}
    if header.strip() == "none":
        return events
    for entry in header.split(";"):
        fields = entry.split()
        if len(fields) != 6:
            raise MarkError(f"{entry.strip()!r} has {len(fields)} fields, 6 wanted")
        number, kind, mode, made, act, status = fields
        modes = [] if mode == "-" else mode.split("+")
        if kind not in TYPES or act not in TYPES:
            raise MarkError(f"no such type: {kind} or {act}")
        if set(modes) - set(MODES.get(kind, "").split()):
            raise MarkError(f"{kind} has no mode {mode}")
        if made not in FATES or status not in FATES:
            raise MarkError(f"no such fate: {made} or {status}")
        events[int(number)] = {
            "type": kind,
            "mode": "+".join(modes) or None,
            "made": made,
            "act": act,
            "status": status,
        }
    return events


def read_line(line):
    """One sentence with its events, as a dict."""
    header, tab, marked = line.rstrip("\n").partition("\t")
    if not tab:
        raise MarkError("no tab")
    text, found = unmark(marked)
    events = read_header(header)
    for role, number, start, end in found:
        if number not in events:
            raise MarkError(f"the text marks event {number}, the header does not have it")
        field, event = ROLES[role], events[number]
        if field in SINGLE:
            if field in event:
                raise MarkError(f"event {number} has two {field}s")
            event[field] = [start, end]
        else:
            event.setdefault(field, []).append([start, end])
    for number, event in events.items():
        if "trigger" not in event:
            raise MarkError(f"event {number} has no trigger")
        if "sources" not in event and "targets" not in event:
            raise MarkError(f"event {number} has neither source nor target")
    if text != text.strip() or "  " in text:
        raise MarkError("stray blanks")
    return {"text": text, "events": [events[n] for n in sorted(events)]}


def read(paths):
    """Yield (place of the line, sentence or MarkError)."""
    for path in map(Path, paths):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                try:
                    yield f"{path.name}:{number}", read_line(line)
                except MarkError as error:
                    yield f"{path.name}:{number}", error


def main():
    """Check, or write JSON Lines."""
    if len(sys.argv) < 3 or sys.argv[1] not in ("check", "jsonl"):
        sys.exit(__doc__)
    seen, kinds, good, bad = {}, {}, 0, 0
    for place, sentence in read(sys.argv[2:]):
        if isinstance(sentence, MarkError):
            bad += 1
            print(f"{place}: {sentence}", file=sys.stderr)
            continue
        text = sentence["text"]
        if text in seen:
            bad += 1
            print(f"{place}: the same sentence as {seen[text]}", file=sys.stderr)
        seen[text] = place
        good += 1
        for event in sentence["events"] or [{"type": "none"}]:
            kinds[event["type"]] = kinds.get(event["type"], 0) + 1
        if sys.argv[1] == "jsonl":
            print(json.dumps({"id": place, **sentence}, ensure_ascii=False))
    if sys.argv[1] == "check":
        print(f"{good} sentences, {bad} faults; " + ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
