"""`show`, `explain`, and what they draw, on a record made by hand."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from reportedly.cli import reportedly
from reportedly.cli.terminal import console, overview, print_to
from reportedly.cli.webpage import page
from reportedly.errors import RecordError
from reportedly.explain import event_rows, explain
from reportedly.record import ArticleHead, Record


def run(*arguments: str) -> Result:
    return CliRunner().invoke(reportedly, list(arguments))


@pytest.fixture(scope="session")
def file(record: Record, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("records") / "one.jsonl"
    path.write_text(record.to_json() + "\n", encoding="utf-8")
    return str(path)


def test_an_event_is_a_row_with_its_voice(record: Record) -> None:
    asked, refused = event_rows(record)
    assert (asked.sources, asked.type, asked.targets, asked.act) == (
        "Iran",
        "REQUEST",
        "Russia",
        "AID (Russia → Iran)",
    )
    assert (asked.when, asked.voice, asked.status) == ("2024-03-11", "the article", "wanted")
    assert (refused.where, refused.voice, refused.status) == (
        "Moscow, RUS",
        "the Kremlin’s spokesman",
        "denied",
    )


def test_show_prints_article_events_and_statements(file: str) -> None:
    shown = run("show", file).output
    assert "Iran asked[e1] Russia on Monday" in shown
    assert re.search(r"e1 +Iran +REQUEST +Russia +happened", shown)
    assert re.search(r"s1 +the Kremlin’s spokesman +vows", shown)


@pytest.mark.parametrize("width", [80, 100, 107, 108, 110, 200])
def test_no_width_of_the_terminal_cuts_the_voice_off(record: Record, width: int) -> None:
    out = io.StringIO()
    screen = Console(file=out, width=width, highlight=False)
    screen.print(overview(record))
    lines = [line.rstrip() for line in out.getvalue().split("Statements")[0].splitlines()]
    left = next(line.index("voice") for line in lines if line.endswith("voice"))
    column = "".join(line[left:].strip() for line in lines).replace(" ", "")
    assert [row.voice for row in event_rows(record) if row.voice.replace(" ", "") not in column] == []


def test_explain_says_rule_words_and_what_decided(file: str) -> None:
    shown = run("explain", file, "e1").output
    for expected in (
        "rule request.ask",
        "subject of “asked”",
        "the act is wanted of another",
        "“asked … to”",
    ):
        assert expected in " ".join(shown.split())


def test_explain_of_an_unknown_event_names_those_there_are(record: Record) -> None:
    with pytest.raises(RecordError, match="its events: e1, e2"):
        explain(record, "e9")


def test_explain_wants_an_article_chosen_among_several(file: str, tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    line = Path(file).read_text(encoding="utf-8")
    two.write_text(line + line.replace('"id":"sample"', '"id":"other"'), encoding="utf-8")
    with pytest.raises(RecordError, match="choose one with --article: sample, other"):
        CliRunner().invoke(reportedly, ["explain", str(two), "e1"], catch_exceptions=False)
    assert run("explain", str(two), "e1", "--article", "other").exit_code == 0


def test_a_json_array_of_records_is_read_as_well(file: str, tmp_path: Path) -> None:
    array = tmp_path / "array.json"
    line = Path(file).read_text(encoding="utf-8").strip()
    array.write_text(f"[\n{line},\n{line}\n]\n", encoding="utf-8")
    assert run("show", str(array)).output.count("Iran asked[e1]") == 2


def test_a_broken_record_is_told_with_its_line(file: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text(
        Path(file).read_text(encoding="utf-8") + '{"schema":"reportedly/record/1"}\n', encoding="utf-8"
    )
    done = run("show", str(broken))
    assert done.exit_code == 1
    assert "broken.jsonl:2" in done.stderr


def test_an_article_cannot_command_the_terminal(record: Record) -> None:
    evil = "\x1b[2JNorway\x07 \u202esent\r aid."
    head = ArticleHead(
        title="\x1b]0;x\x07", published=None, outlet="\x1b[1m", url=None, language="en", text=evil
    )
    out = io.StringIO()
    print_to(console(out), overview(Record(id="x", article=head, made_with=record.made_with)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", out.getvalue())


class _Shape(HTMLParser):
    """Checks nesting and collects what matters."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.rows: list[dict[str, str]] = []
        self.article = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        given = {name: value or "" for name, value in attrs}
        if "data-words" in given:
            self.rows.append(given)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "div" in self.open and "article" in self.open:
            self.article += data


def test_the_page_is_whole_self_contained_and_shows_the_very_text(record: Record) -> None:
    made = page([record])
    shape = _Shape()
    shape.feed(made)
    assert shape.open == []
    assert shape.article == record.article.text
    assert not [pair for pair in shape.attributes if pair[0] in {"src", "href"}]
    assert "Test &amp; &lt;Sons&gt;" in made
    assert "Rule request.ask." in made
    assert page([record]) == made


def test_a_page_of_markup_shows_it_as_text(record: Record) -> None:
    evil = msgspec.structs.replace(
        record.article, text="</script><img src=x onerror=alert(1)>", title='"><b>'
    )
    made = page([msgspec.structs.replace(record, article=evil, events=(), statements=(), places=())])
    assert "<img" not in made
    assert "<b>" not in made


def test_a_row_of_the_page_carries_its_words(record: Record) -> None:
    shape = _Shape()
    shape.feed(page([record]))
    words = {row["data-id"]: json.loads(row["data-words"]) for row in shape.rows}
    text = record.article.text
    lit = {role: [text[start:end] for start, end in spans] for role, spans in words["e1"].items()}
    assert lit["trigger"] == ["asked"]
    assert lit["act"] == ["deliver"]
    assert lit["act-source"] == ["Russia"]
    assert lit["time"] == ["on Monday"]
    assert set(words["s1"]) == {"speaker", "cue", "content"}


@pytest.mark.skipif(not shutil.which("node"), reason="node isn't installed")
def test_the_page_script_parses(tmp_path: Path, record: Record) -> None:
    script = re.search(r"<script>\n(.*?)</script>", page([record]), re.DOTALL)
    assert script
    (tmp_path / "light.js").write_text(script[1], encoding="utf-8")
    subprocess.run(["node", "--check", tmp_path / "light.js"], check=True)


def test_show_writes_the_page_to_a_file(file: str, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert run("show", file, "--html", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
