"""Rules of the source that no type checker knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "desktop").rglob("*.py"))

LONG: dict[str, str] = {}
"""Modules that may be longer than the limit, each with its reason."""

MOST_LINES = 400


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {name(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def test_the_whole_program_is_looked_at(trees: dict[str, ast.Module]) -> None:
    assert len(trees) > 30
    assert "desktop/core/claims/resolution.py" in trees


def test_texts_for_translation_are_whole_literals(trees: dict[str, ast.Module]) -> None:
    """``tr(f"...")`` is extracted as it stands and never matches what is shown."""
    wrong = [
        f"{path}:{call.lineno}"
        for path, tree in trees.items()
        for called, call in calls(tree)
        if called in ("tr", "translate")
        for argument in call.args
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(argument, ast.Call)
            and isinstance(argument.func, ast.Attribute)
            and argument.func.attr == "format"
        )
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("called", "instead"),
    [
        ("processEvents", "give the work to the task runner"),
        ("sleep", "wait for a signal or a condition"),
        ("exec", "open() and wait for the signal"),
    ],
)
def test_nothing_waits_where_it_would_freeze_the_window(
    trees: dict[str, ast.Module], called: str, instead: str
) -> None:
    allowed = {("desktop/app.py", "exec")}  # the one event loop
    wrong = [
        f"{path}:{call.lineno}: {instead}"
        for path, tree in trees.items()
        for found, call in calls(tree)
        if found == called and (path, called) not in allowed
    ]
    assert wrong == []


def test_no_module_is_too_long_to_keep_in_mind() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    too_long = {path: n for path, n in lengths.items() if n > MOST_LINES}
    assert set(too_long) == set(LONG), too_long


def test_packages_hold_a_docstring_and_no_logic(trees: dict[str, ast.Module]) -> None:
    for path, tree in trees.items():
        if path.endswith("__init__.py"):
            assert ast.get_docstring(tree), path
            rest = [n for n in tree.body[1:] if not isinstance(n, ast.Assign)]
            assert rest == [], path


def texts() -> list[Path]:
    found = [*MODULES, ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "seeds" / "README.md"]
    found += [*(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("*.typ")]
    return [path for path in found if path.exists()]


BRITISH = re.compile(
    r"\b(licen[c]e[sd]?|catalogu[e]s?|colou?[r]s?(?<=colour)|colours?|behaviou[r]s?|cancelle[d]"
    r"|cancellin[g]|labelle[d]|organis\w+|normalis\w+|recognis\w+|centre[sd]?|favour\w*|grey(?!\w))\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", texts(), ids=name)
def test_the_spelling_is_american(path: Path) -> None:
    wrong = [
        f"line {number}: {match[0]}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in BRITISH.finditer(line)
    ]
    assert wrong == []


def test_the_data_dictionary_is_written_for_its_readers() -> None:
    """It says what the data are, not where or how somebody put them together."""
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    for phrase in ("/work", "../shared", "shared folder", "seed document", "seed article"):
        assert phrase not in text
