from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import desktop

if TYPE_CHECKING:
    from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("compar", "a"), "compare"),
        (("compare",), "MODEL"),
        (("compare", "gpt-4o", "--policy", "median"), "like-for-like"),
        (("compare", "gpt-4o", "--profile"), "--profile"),
        (("compare", "gpt-4o", "--rows", "some"), "shared"),
        (("compare", "gpt-4o", "--benchmarks", ","), "names are needed"),
        (("list", "--format", "xml"), "table"),
        (("list", "--limit", "0"), "whole number from 1"),
        (("list", "--limit", "99999999999999999999"), "whole number from 1"),
        (("list", "--limit", "many"), "whole number from 1"),
        (("list", "--sort", "beauty"), "organization"),
        (("list", "--released-before", "May 2024"), "YYYY-MM"),
        (("list", "--where", "zzzzz>3"), "known fields are"),
        (("list", "--where", "wieghts:open"), "did you mean weights?"),
        (("list", "--where", "parameters<many"), "number"),
        (("list", "--where", "weights:open", "--where", "mmmu>"), "a number, 0 to 100 %"),
        (("list", "--where", "allow:product"), "did you mean commercial-product?"),
        (("list", "--sort", "mmmmu"), "mmmu"),
        (("report", "gpt-4o"), "--pdf"),
        (("report", "gpt-4o", "--pdf", "x.pdf", "--date", "2024-05"), "YYYY-MM-DD"),
        (("report", "mine.weighbridge", "--pdf", "x.pdf"), "later version"),
        (("mine.weighbridge",), "later version"),
        (("list", "--catalog", ""), "file name"),
    ],
)
def test_wrong_usage_is_said_in_one_sentence(
    weighbridge: Command, arguments: tuple[str, ...], says: str
) -> None:
    answer = weighbridge(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err


def test_the_version_is_printed(weighbridge: Command) -> None:
    answer = weighbridge("--version")
    assert (answer.code, answer.out) == (0, f"weighbridge {desktop.__version__}\n")


@pytest.mark.parametrize(
    "command", ["list", "show", "claims", "compare", "license", "report", "doctor"]
)
def test_every_command_explains_itself(weighbridge: Command, command: str) -> None:
    answer = weighbridge(command, "--help")
    assert answer.code == 0
    assert "--format" in answer.out
    assert command in weighbridge("--help").out


@pytest.mark.parametrize(
    ("arguments", "kind", "nearest"),
    [
        (("show", "gtp-4o"), "model", "gpt-4o"),
        (("compare", "gpt-4o", "qwen-vl-mxa"), "model", "qwen-vl-max"),
        (("claims", "gpt-4o", "mathvsta"), "benchmark", "mathvista"),
        (("compare", "gpt-4o", "--benchmarks", "mmmu,mathvsta"), "benchmark", "mathvista"),
        (("claims", "gpt-4o", "mathvista", "--variant", "testmin"), "variant", "testmini"),
        (("license", "gema"), "license", "gemma"),
    ],
)
def test_a_typo_is_answered_with_the_nearest_names(
    weighbridge: Command, arguments: tuple[str, ...], kind: str, nearest: str
) -> None:
    answer = weighbridge(*arguments)
    assert (answer.code, answer.out) == (4, "")
    assert f"There is no {kind}" in answer.err
    assert nearest in answer.err


@pytest.mark.parametrize("name", ["", "\x1b[2J", "'; DROP TABLE models", "\udcff", "a" * 5000])
def test_a_hostile_name_is_just_not_found(weighbridge: Command, name: str) -> None:
    for command in (("show", name), ("license", name), ("claims", "gpt-4o", name)):
        answer = weighbridge(*command)
        assert answer.code == 4
        assert "\x1b" not in answer.err


@pytest.mark.parametrize("text", ['"', "a OR b", "NEAR(", "*", "^", "-", "通义", "%", "\udcff"])
def test_a_search_is_taken_as_words_never_as_a_query(weighbridge: Command, text: str) -> None:
    assert weighbridge("list", f"--search={text}", "--format", "json").code == 0
