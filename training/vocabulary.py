"""Make `vocabulary.tsv` from PETRARCH2's verb dictionary: which verbs and verb-object pairs the field codes as what.

    python -m training.vocabulary FOLDER_WITH_VERBS_PATTERNS_WORD_SETS

The words are features of the model, not rules: it learns how far to trust them.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent / "vocabulary.tsv"
HEADER = """\
# Verbs and verb + word pairs with the PLOVER type that the field codes them as. From PETRARCH2's CAMEO.2.0 verb
# dictionary (MIT; Open Event Data Alliance), cut down to words and types by training/vocabulary.py.
verb\tword\ttypes
"""


def main(folder: Path) -> None:
    """Write the table."""
    sets = {row["set"]: row["words"].split("|") for row in _rows(folder / "word_sets.csv")}
    types: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    blocks: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "verbs.csv"):
        if re.fullmatch(r"[a-z]+", row["verb"]):
            blocks[row["block"]].add(row["verb"])
            if row["plover_type"]:
                types[row["verb"], ""][row["plover_type"]] += 1
    for row in _rows(folder / "patterns.csv"):
        if not row["plover_type"]:
            continue
        words = re.findall(r"&?[A-Za-z_]+", row["pattern"].split("*", 1)[-1])
        for word in words[:3]:
            for one in sets.get(word[1:], []) if word.startswith("&") else [word.lower()]:
                if re.fullmatch(r"[a-z]{3,}", one):
                    for verb in sorted(blocks.get(row["block"], ())):
                        types[verb, one][row["plover_type"]] += 1
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEADER)
        for (verb, word), counts in sorted(types.items()):
            most = [name for name, _ in counts.most_common(2)]
            out.write(f"{verb}\t{word}\t{' '.join(most)}\n")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
