"""GEXF 1.3: a graph that changes over time, each edge there on the days of its event, for Gephi's timeline (gexf.net)."""

from __future__ import annotations

from typing import BinaryIO

from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material
from reportedly.export.network import EDGE, NODE, Value, actors_of, edges_of, quoted

__all__ = ["write"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta>
    <creator>reportedly</creator>
  </meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">"""
_NODE = {name: kind for name, kind in NODE.items() if name != "label"}
_EDGE = {name: kind for name, kind in EDGE.items() if name != "type"}


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write nodes, then edges; an edge without a date is there always. Goes through the material twice."""

    def line(text: str) -> None:
        out.write(text.encode("utf-8", "replace") + b"\n")

    line(_HEAD)
    for what, kinds in (("node", _NODE), ("edge", _EDGE)):
        line(f'    <attributes class="{what}" mode="static">')
        for name, kind in kinds.items():
            line(f'      <attribute id="{name}" title="{name}" type="{_KINDS.get(kind, kind)}"/>')
        line("    </attributes>")
    line("    <nodes>")
    for key, values in actors_of(material).items():
        line(f"      <node id={quoted(key)} label={quoted(values['label'])}>{_values(_NODE, values)}</node>")
    line("    </nodes>\n    <edges>")
    for edge in edges_of(material, left_out):
        days = f' start="{edge.first}" end="{edge.last}"' if edge.first else ""
        ends = f"source={quoted(edge.source)} target={quoted(edge.target)}"
        # What tells parallel edges apart is their kind.
        kind = quoted(edge.values["type"])
        line(
            f"      <edge id={quoted(edge.id)} {ends}{days} kind={kind} label={kind}>{_values(_EDGE, edge.values)}</edge>"
        )
    line("    </edges>\n  </graph>\n</gexf>")


_KINDS = {"int": "integer"}


def _values(kinds: dict[str, str], values: dict[str, Value]) -> str:
    given = "".join(
        f'<attvalue for="{name}" value={quoted(values[name])}/>'
        for name in kinds
        if values[name] not in (None, "")
    )
    return f"<attvalues>{given}</attvalues>" if given else ""
