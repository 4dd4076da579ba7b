"""Starting: the files of a new codebook, with a comment for each field that waits to be filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reportedly.codebook.reading import SHIPPED, read_codebook
from reportedly.errors import CodebookError

__all__ = ["inherited_types", "start_codebook"]

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_TYPE = re.compile(r"[A-Z][A-Z0-9_]*")

_BOOK = """\
# The codebook {name}: {base}, and what the files beside this one add, one a type.
name: {name}
version: "1"
extends: {base}
# What a deed becomes when it is told as announced, refused or asked for; without a line here it stays what it is.
# foldings:
#   planned: {{{type}: AGREE}}
#   refused: {{{type}: REJECT}}
#   wanted: {{{type}: REQUEST}}
"""

#: The fields of a rule.
_RULE = """\
    verbs: ""        # lemmas, blanks between them; with a particle after a _: hand_over
    nouns: ""        # lemmas; with a modifier before a _: arms_deal
    object: ""       # one of these has to be what the verb acts on; leave it empty where anything may
    example: ""      # "{s1 Sweden} {t1 sold} howitzers to {o1 Ukraine}."
"""

_KIND = """\
# What counts as {type}. `reportedly codebook check {folder}` tells what is still missing.
type: {type}
about: ""            # in a few words: "sells or gives arms"
covers: ""           # what belongs to it, in a sentence
excludes: ""         # what looks like it and belongs elsewhere
quad: 1              # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
score: 0             # from conflict (-10) to cooperation (+10)
cameo: "010"         # the CAMEO code that comes nearest
modes: {{}}            # sale: {{words: sell sale buy purchase}}; the first that fits counts
rules:
  first:
{rule}# More sentences that the model learns from, some of which look like it and are none.
sentences: []
#  - "1 {type} - happened {type} happened\\t{{s1 Sweden}} {{t1 sold}} howitzers to {{o1 Ukraine}}."
#  - "none\\tThe shop sold a rifle to a collector."
"""


_MORE = """\
# What is added to {base}'s {type}; any other field that is written here (about, quad, score, cameo, modes) takes the place
# of {base}'s. `reportedly codebook show {type}` shows what it has.
type: {type}
rules:
  more:
{rule}"""


def start_codebook(
    folder: Path, *, name: str, extends: str = SHIPPED, types: Sequence[str] = ()
) -> list[Path]:
    """Write the files of a new codebook; returns them.

    Args:
        folder: where; it may be there already, as long as none of the files is: so a type can be added later.
        name: of the codebook, in small letters.
        extends: the codebook that it adds to.
        types: a file for each, in capitals.

    Raises:
        CodebookError: a name is none, or a file is there already or can't be written.
    """
    if not _NAME.fullmatch(name):
        raise CodebookError(f"{name!r} is no name of a codebook", do="use small letters, digits, - and _")
    if extends != SHIPPED:
        raise CodebookError(f"{extends!r} can't be extended", do=f"write --extends {SHIPPED}")
    for type in types:
        if not _TYPE.fullmatch(type):
            raise CodebookError(
                f"{type!r} is no name of a type", do="use capitals, digits and _: ARMS_TRANSFER"
            )
    texts: dict[Path, str] = {}
    book = folder / "codebook.yaml"
    if not (types and book.exists()):
        texts[book] = _BOOK.format(name=name, base=extends, type=types[0] if types else "TYPE")
    inherited = inherited_types(extends, types)
    for type in types:
        text = _MORE if type in inherited else _KIND
        texts[folder / f"{type.lower()}.yaml"] = text.format(
            type=type, folder=folder, base=extends, rule=_RULE
        )
    for path in texts:
        if path.exists():
            raise CodebookError("is there already", where=str(path), do="name another, or remove it first")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"can't be written ({error.strerror})", where=str(folder)) from None
    return list(texts)


def inherited_types(extends: str, types: Sequence[str]) -> list[str]:
    """Those of the types that the codebook extended has as well: a file of theirs adds to it."""
    known = read_codebook(extends)["types"]
    return [type for type in types if type in known]
