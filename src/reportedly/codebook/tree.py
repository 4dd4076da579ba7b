"""A sentence's syntax in plain values: read once, since each look at a spaCy token makes its strings anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.codebook.rules import Match

__all__ = ["Node", "tree_of"]


class Node:
    """A token in its sentence's tree.

    Attributes:
        i: its index in the Doc.
        lemma: in small letters; ``lower``: the word so.
        pos, tag, dep, ent: as in spaCy, with the ``_``.
        wordlike: whether it is of letters, or has a hyphen.
        head: the word above it; the root's is itself.
        children: the words below it, in reading order.
        matches: the rules that it matches, once they have been looked up.
    """

    __slots__ = (
        "children",
        "dep",
        "ent",
        "head",
        "i",
        "lemma",
        "lower",
        "matches",
        "pos",
        "tag",
        "wordlike",
    )

    def __init__(
        self, i: int, lower: str, lemma: str, pos: str, tag: str, dep: str, ent: str, wordlike: bool
    ) -> None:
        self.i = i
        self.lower = lower
        self.lemma = lemma
        self.pos = pos
        self.tag = tag
        self.dep = dep
        self.ent = ent
        self.wordlike = wordlike
        self.head: Node = self
        self.children: list[Node] = []
        self.matches: list[Match] | None = None


def tree_of(doc: Doc) -> Sequence[Node]:
    """The nodes of a parsed sentence, one a token."""
    nodes = [
        Node(
            token.i,
            token.lower_,
            token.lemma_.lower(),
            token.pos_,
            token.tag_,
            token.dep_,
            token.ent_type_,
            token.is_alpha or "-" in token.text,
        )
        for token in doc
    ]
    for token, node in zip(doc, nodes, strict=True):
        above = token.head.i
        if above != node.i:
            node.head = nodes[above]
            nodes[above].children.append(node)
    return nodes
