from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Command, Outcome

MIT_LIKE = "A license of our own.\n\nYou may do this and that, but never on a Tuesday, ever.\n"
FORMS = ("table", "json", "csv", "md")


@pytest.fixture
def own(weighbridge: Command, own_catalog: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Call a command on a catalog that it may change."""
    monkeypatch.setenv("WEIGHBRIDGE_CATALOG", str(own_catalog))
    return weighbridge


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "LICENSE"
    path.write_text(MIT_LIKE)
    return path


def brought(own: Command, text: Path) -> Outcome:
    return own("license", "gemma", "--import", text, "--format", "json")


def test_without_a_text_it_is_said_where_to_get_it(own: Command) -> None:
    answer = own("license", "gemma", "--text", "--format", "json")
    assert answer.code == 4
    assert answer.json["texts"] == []
    roles = {t["role"]: t for t in answer.json["not_stored"]}
    assert roles["license"]["url"] == "https://ai.google.dev/gemma/terms"
    assert roles["license"]["copy_that_was_read"].startswith("https://raw.githubusercontent.com/")
    assert "--fetch" in own("license", "gemma", "--text").out


@pytest.mark.parametrize("form", FORMS)
def test_a_text_is_kept_shown_listed_and_removed_in_every_form(
    own: Command, text: Path, form: str
) -> None:
    digest = hashlib.sha256(MIT_LIKE.encode()).hexdigest()
    for arguments, says in (
        (("gemma", "--import", text), "gemma.txt"),
        (("gemma", "--text"), "never on a Tuesday"),
        (("--texts",), digest[:12]),
        (("gemma", "--texts"), "gemma.txt"),
        (("--recognize", text), "unknown"),
        (("gemma",), "stale"),
        (("--remove", digest[:12]), digest),
    ):
        answer = own("license", *arguments, "--format", form)
        assert answer.code == 0, arguments
        assert says in answer.out, arguments
    assert own("license", "--texts", "--format", "json").json["texts"] == []


def test_what_is_kept_says_what_it_is_and_how_the_claims_stand(own: Command, text: Path) -> None:
    answer = brought(own, text)
    assert "as you said" in answer.err
    kept = answer.json["kept"]
    assert (kept["file"], kept["brought"], kept["where"]) == ("gemma.txt", "imported", str(text))
    assert kept["recognition"] == {
        "kind": "unknown",
        "files": [],
        "similarity": 0.0,
        "added": [],
        "missing": [],
    }
    assert kept["claims"]["in_place"] == 0
    assert {"term", "section", "line", "find"} < set(kept["claims"]["stale"][0])
    assert "gemma" in answer.json["terms"]


def test_a_license_names_the_claims_that_its_stored_text_does_not_have(
    own: Command, text: Path
) -> None:
    before = own("license", "gemma")
    assert "Stored texts" not in before.out
    assert own("license", "gemma", "--format", "json").json["stored_texts"] == []
    brought(own, text)
    after = own("license", "gemma")
    assert "0 in place, 0 moved" in after.out
    assert "Stale in gemma.txt, to be read anew: commercial-use" in after.out


def test_lines_are_numbered_as_claims_count_them(own: Command, text: Path) -> None:
    text.write_bytes(b"one\r\n\r\nthr\x0bee\rfour \xe2\x80\xa8 four\n")
    own("license", "gemma", "--import", text)
    rows = own("license", "gemma", "--text", "--format", "csv").rows
    assert [row["line"] for row in rows] == ["1", "2", "3", "4"]


def test_a_hostile_text_acts_in_no_form(own: Command, text: Path) -> None:
    text.write_text("\x1b[2J=HYPERLINK(1)\n| **bold** | <script>\n")
    own("license", "gemma", "--import", text)
    for form in FORMS:
        out = own("license", "gemma", "--text", "--format", form).out
        assert "\x1b" not in out
        assert "<script>" not in out or form != "md"
    assert not own("license", "gemma", "--text", "--format", "csv").rows[0]["text"].startswith("=")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "ID"),
        (("--text",), 2, "ID"),
        (("--fetch",), 2, "name a license or an address"),
        (("gemma", "--recognize", "x"), 2, "takes no ID"),
        (("gemma", "--remove", "x"), 2, "takes no ID"),
        (("gemma", "--text", "--texts"), 2, "not allowed with"),
        (("--import", "no-such-file"), 6, "no such file"),
        (("--recognize", "."), 6, "folder"),
        (("--remove", "0123456789"), 4, "stored text"),
        (("--remove", ""), 4, "stored text"),
        (("modified-mit", "--text"), 2, "stands for no one text"),
        (("--fetch", "ftp://example.org/a"), 5, "https://"),
        (("--fetch", "http://127.0.0.1:1/LICENSE"), 5, "cannot be reached"),
        (("nonsense-license", "--text"), 4, "There is no license"),
    ],
)
def test_what_is_in_the_way_is_said_in_one_sentence(
    own: Command, arguments: tuple[str, ...], code: int, says: str
) -> None:
    answer = own("license", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err


def test_a_known_id_of_spdx_is_found_and_its_choice_is_told(own: Command) -> None:
    answer = own("license", "GPL-3.0-or-later", "--format", "json")
    assert answer.json["terms"]["id"] == "gpl-3.0"
    assert "later version" in answer.err
    assert own("license", "Apache-2.0+", "--format", "json").json["terms"]["id"] == "apache-2.0"
    several = own("license", "MIT OR ISC")
    assert several.code == 2
    assert "can-i" in several.err


@pytest.mark.parametrize(
    ("expression", "verdict", "counts"),
    [
        ("Apache-2.0 OR CC-BY-NC-4.0", "yes", [True, False]),
        ("CC-BY-NC-4.0 OR MIT", "yes", [False, True]),
        ("Apache-2.0 AND CC-BY-NC-4.0", "no", [True, True]),
        ("llama3 AND MIT", "yes-if", [True, True]),
        ("CC-BY-NC-4.0 AND (MIT OR ISC)", "no", [True, True, False]),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "ask", [True]),
    ],
)
def test_of_joined_licenses_all_are_shown_and_the_right_ones_count(
    weighbridge: Command, expression: str, verdict: str, counts: list[bool]
) -> None:
    asked = ("can-i", expression, "--use", "commercial-product")
    found = weighbridge(*asked, "--format", "json").json
    assert found["verdict"] == verdict
    flat: list[bool] = []

    def walk(part: dict[str, object]) -> None:
        parts = part["parts"]
        assert isinstance(parts, list)
        if not parts:
            flat.append(part["counts"] is True)
        for inner in parts:
            walk(inner)

    walk(found["expression"])
    assert flat == counts
    for form in FORMS:
        out = weighbridge(*asked, "--format", form).out
        assert all(word in out for word in expression.replace("(", "").split()[:1])


@pytest.mark.parametrize(
    ("expression", "code", "says"),
    [
        ("MIT OR apache-2.00", 4, "apache-2.0"),
        ("MIT WITH claspath-exception-2.0", 4, "Classpath-exception-2.0"),
        ("MIT OR", 2, "two or more"),
        ("LicenseRef-MIT-Discord OR ISC", 4, "LicenseRef-MIT-Discord"),
    ],
)
def test_an_expression_that_cannot_be_judged_is_told(
    weighbridge: Command, expression: str, code: int, says: str
) -> None:
    answer = weighbridge("can-i", expression, "--use", "personal")
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err
