"""What outlives the moment: judgements that survive recoding, answers while articles are added."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any


def test_a_judgement_survives_recoding(own_page: Any, own_archive: Path) -> None:
    from reportedly.archive import Archive

    given = {"article": "n1", "about": "event", "item": "e1", "verdict": "accept", "by": "Ana"}
    assert own_page.post("/api/corrections", json=given).status_code == 201
    with Archive(own_archive) as archive:
        assert list(archive.recode(coder=sys.modules["tiny_desk"].TinyCoder("2")))
        archive.join()
    (kept,) = own_page.get("/api/corrections").json()
    assert (kept["item"], kept["by"]) == ("e1", "Ana")
    assert own_page.get("/api/review").json()["judged"] == 1
    assert any(row["judged"] == 1 for row in own_page.get("/api/precision").json())


def test_nothing_fails_while_articles_are_added(own_page: Any, own_archive: Path) -> None:
    def add() -> None:
        from reportedly.archive import Archive

        tiny = sys.modules["tiny_desk"]
        with Archive(own_archive) as archive:
            for n in range(4):
                news = tiny.Desk.news(f"later{n}", f"Norway did aid Peru on 2024-03-{n + 10}.")
                list(archive.add([news], coder=tiny.TinyCoder()))
                archive.join()

    adding = threading.Thread(target=add)
    adding.start()
    asked = 0
    while adding.is_alive() or asked < 20:
        for path in ("desk", "disputes", "review", "dyad?a=NOR&b=PER", "happenings?actor=NOR"):
            assert own_page.get("/api/" + path).status_code == 200
        asked += 5
    adding.join()
