"""GraphML: a directed graph with parallel edges, for networkx, igraph, Gephi and yEd (graphml.graphdrawing.org)."""

from __future__ import annotations

from typing import BinaryIO
from xml.sax.saxutils import escape

from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material
from reportedly.export.network import EDGE, NODE, Value, actors_of, edges_of, quoted, value_text

__all__ = ["write"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write nodes, then edges; goes through the material twice."""

    def line(text: str) -> None:
        out.write(text.encode("utf-8", "replace") + b"\n")

    line(_HEAD.rstrip("\n"))
    for what, letter, kinds in (("node", "n", NODE), ("edge", "e", EDGE)):
        for name, kind in kinds.items():
            line(f'  <key id="{letter}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>')
    line('  <graph id="events" edgedefault="directed">')
    for key, values in actors_of(material).items():
        line(f"    <node id={quoted(key)}>{_data('n', values)}</node>")
    for edge in edges_of(material, left_out):
        ends = f"source={quoted(edge.source)} target={quoted(edge.target)}"
        line(f"    <edge id={quoted(edge.id)} {ends}>{_data('e', edge.values)}</edge>")
    line("  </graph>\n</graphml>")


def _data(letter: str, values: dict[str, Value]) -> str:
    return "".join(
        f'<data key="{letter}_{name}">{escape(value_text(value), {chr(13): "&#13;"})}</data>'
        for name, value in values.items()
        if value not in (None, "")
    )
