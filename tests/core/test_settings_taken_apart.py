from __future__ import annotations

import csv
import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.core.claims.setting import FIELD_NAMES, FIELDS, Setting, take_apart
from tests.core.plain_settings import plain_setting

COLUMNS = ("split", "shots", "cot", "thinking", "effort", "tools", "quantization", "version")
"""Fields that ``claims.csv`` gives taken apart as well, by patterns of its own."""

COLUMN_SAYS_OTHERWISE = {
    ("shots", "3-5-shot"): "the column has 5 for a range",
    ("thinking", "edit format diff-fenced, default thinking"): "the column has yes for a default",
    ("split", "en test"): "the column has test: the language is part of the split",
    ("split", "cn test"): "the column has test: the language is part of the split",
    ("split", "test-dev"): "the column has test, a split of its own",
    ("split", "dev-en"): "the column has dev: the language is part of the split",
    ("split", "test set evaluation"): "the column has test: the words may mean any test",
    (
        "split",
        "Parallel test-time compute (footnotes 4, 5)",
    ): "the column has test, from the word “test-time”",
}
"""Texts of which a field is read otherwise than the column says, with the reason."""

COLUMN_IS_BLANK: dict[str, frozenset[str]] = {
    "thinking": frozenset(
        {
            "reasoning",
            "reasoning on",
            "reasoning off",
            "thinking mode",
            "non-thinking mode",
            "thinking mode with search agent",
            "reasoning mode (w/o tool use)",
            "pass@1 (reasoning mode w/o tool use)",
            "div1 rating (reasoning mode)",
        }
    ),
    "tools": frozenset(
        {
            "captions and ocr as tools",
            "thinking mode with search agent",
            "reasoning mode (w/o tool use)",
            "pass@1 (reasoning mode w/o tool use)",
            "elo (without tools)",
            "agents",
            "python",
            "not agentic",
        }
    ),
    "version": frozenset(
        {
            *("v1.1", "v2", "v3", "v5", "v6", "2.0", "2025 data set", "2407-2501", "2408-2505"),
            *("25.02-25.05", "8/1/24–2/1/25", "2024/11/25 pass@1", "v6 (aug 24-may 25) pass@1"),
            "single attempt (1/1/2025-5/1/2025)",
        }
    ),
    "split": frozenset(
        {
            *("overall", "vision", "standard (10 options)", "std/vision", "text only"),
            *("w subs", "w/o subs", "hard", "full", "full subset", "total", "sum"),
            *("dataset public", "dataset hard-aa", "humaneval", "mbpp", "evalplus base"),
            *("en", "cn", "zh", "en easy", "zh easy", "high level", "low level"),
            *("multi-image (mv)", "under 128k", "over 128k", "2 needles", "128k-average"),
            *("1m-pointwise", "full book", "half book"),
            *("test", "val"),  # where the column's pattern minds the capital letter
        }
    ),
}
"""Parts that the columns do not know though they speak of the field: releases and splits that go
by a name, and words for thinking and tools that only a few sources use."""

UNREAD = {
    ("split", "w subs, VideoMME (long) with subtitles category"),
    ("split", "Test, 0-shot CoT relaxed accuracy"),
}
"""Texts of which the column says nothing, for no reason that a part gives."""

STANDS_FOR: dict[str, str] = {
    "split": "validation",
    "shots": "shot",
    "cot": "cot chain of thought",
    "thinking": "thinking reasoning mode on off no non default",
    "effort": "effort reasoning variant",
    "tools": "as tools tool use no not with without w o",
    "harness": "harness with",
    "quantization": "quantization",
    "scoring": "rates",
}
"""Words of a part that the name of the field or its value says as well."""

ONLY_WHETHER = frozenset({"python", "browsing", "agentic", "agents", "captions", "ocr", "and"})
"""Words for tools: the field says whether there were any; which ones is in the text."""


def seed_rows() -> list[dict[str, str]]:
    path = Path(__file__).parents[2] / "seeds" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return seed_rows()


TEXTS = sorted({row["variant"] for row in seed_rows()})
PARTS = sorted({part.strip() for text in TEXTS for part in re.split(r",(?![^(]*\))", text)} - {""})


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def parts_of(text: str) -> set[str]:
    return {" ".join(part.split()).casefold() for part in re.split(r",(?![^(]*\))", text)}


def test_every_field_has_a_name_for_readers() -> None:
    assert set(FIELD_NAMES) == set(FIELDS)
    assert len(set(FIELD_NAMES.values())) == len(FIELDS)


def test_a_setting_that_says_nothing_states_no_field() -> None:
    for blank in ("", "  ", " , ,"):
        assert take_apart(blank) == Setting(blank)
        assert not any(take_apart(blank).key)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("val, 0-shot CoT", {"split": "val", "shots": "0", "cot": "yes"}),
        ("Validation", {"split": "val"}),
        ("thinking 32k", {"thinking": "yes", "budget": "32k"}),
        ("no thinking", {"thinking": "no"}),
        ("Reasoning Off", {"thinking": "no"}),
        ("reasoning effort high", {"effort": "high"}),
        ("variant xhigh", {"effort": "xhigh"}),
        ("Diamond, no tools", {"split": "diamond", "tools": "no"}),
        ("harness Claude Code, variant max", {"harness": "Claude Code", "effort": "max"}),
        ("total, exact matching", {"split": "total", "judge": "exact matching"}),
        ("quantization GPTQ-Int4", {"quantization": "GPTQ-Int4"}),
        ("2026-01-08", {"version": "2026-01-08"}),
        ("window 2023-05 to 2024-09", {"version": "window 2023-05 to 2024-09"}),
        ("v5, 0-shot, pass@1", {"version": "v5", "shots": "0", "scoring": "pass@1"}),
        ("Maj@32 5-shot CoT", {"scoring": "maj@32", "shots": "5", "cot": "yes"}),
        ("base model", {"checkpoint": "base model"}),
        (
            "val, image detail low, set-of-marks",
            {"split": "val", "other": "image detail low, set-of-marks"},
        ),
        ("3-5-shot", {"shots": "3-5"}),
        ("test (a, b), val", {"split": "val", "other": "test (a, b)"}),
    ],
)
def test_each_part_is_put_into_the_field_it_speaks_of(text: str, fields: dict[str, str]) -> None:
    setting = take_apart(text)
    assert {name: getattr(setting, name) for name in FIELDS if getattr(setting, name)} == fields
    assert setting.text == text


def test_not_stated_is_something_else_than_the_default() -> None:
    silent, default = take_apart("diff"), take_apart("diff, default thinking")
    assert silent.thinking == ""
    assert default.thinking == "default"
    assert silent.key != default.key
    assert take_apart("default thinking").key not in {
        take_apart(text).key for text in ("", "thinking", "no thinking")
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("testmini", "test"),
        ("test-dev", "test"),
        ("val", ""),
        ("0-shot", "5-shot"),
        ("0-shot", "0-shot CoT"),
        ("thinking", "no thinking"),
        ("thinking", "thinking 32k"),
        ("thinking 32k", "thinking 64k"),
        ("val, CoT", "val"),
        ("effort high", "effort xhigh"),
        ("with tools", "no tools"),
        ("quantization GPTQ-Int4", "quantization GPTQ-Int8"),
        ("2025-11-25", "2025-12-23"),
        ("w subs", "w/o subs"),
        ("chain of thought", "program of thought"),
        ("with ChatGPT extraction", "without ChatGPT extraction"),
        ("validation set", "val"),
    ],
)
def test_different_settings_have_different_keys(one: str, other: str) -> None:
    assert take_apart(one).key != take_apart(other).key


def test_settings_of_the_seeds_share_a_key_only_if_they_say_the_same() -> None:
    """Against a plain list of words that mean the same."""
    by_key: dict[tuple[str, ...], set[frozenset[str]]] = {}
    by_words: dict[frozenset[str], set[tuple[str, ...]]] = {}
    for text in TEXTS:
        by_key.setdefault(take_apart(text).key, set()).add(plain_setting(text))
        by_words.setdefault(plain_setting(text), set()).add(take_apart(text).key)
    assert [said for said in by_key.values() if len(said) > 1] == []
    assert [said for said, keys in by_words.items() if len(keys) > 1] == []


def test_nothing_that_was_printed_is_lost() -> None:
    for text in TEXTS:
        setting = take_apart(text)
        kept = words(" ".join(setting.key))
        for name, said in STANDS_FOR.items():
            if getattr(setting, name):
                kept |= words(said)
        if setting.tools:
            kept |= ONLY_WHETHER
        assert words(text) <= kept, text


def test_a_field_never_says_what_was_not_printed() -> None:
    """Every word in a field is a word of the text, except yes, no and the spelling of val."""
    for text in TEXTS:
        setting = take_apart(text)
        assert words(" ".join(setting.key)) - words(text) <= {"yes", "no", "val", "rate"}, text


def test_the_fields_agree_with_the_taken_apart_columns_of_the_seeds(
    rows: list[dict[str, str]],
) -> None:
    odd = set()
    for row in rows:
        setting = take_apart(row["variant"])
        for column in COLUMNS:
            said, read = row[column].casefold(), getattr(setting, column).casefold()
            if said and said != read:
                odd.add((column, row["variant"]))
    assert odd == set(COLUMN_SAYS_OTHERWISE)


def test_where_a_column_of_the_seeds_is_blank_a_field_is_read_from_known_words_only(
    rows: list[dict[str, str]],
) -> None:
    used: dict[str, set[str]] = {column: set() for column in COLUMNS}
    for row in rows:
        setting = take_apart(row["variant"])
        for column in COLUMNS:
            if getattr(setting, column) and not row[column]:
                found = parts_of(row["variant"]) & COLUMN_IS_BLANK.get(column, frozenset())
                assert found or (column, row["variant"]) in UNREAD, (column, row["variant"])
                used[column] |= found
    assert {
        column: parts for column, parts in COLUMN_IS_BLANK.items() if parts - used[column]
    } == {}


INVENTED = st.text("abz Vxé1-", min_size=1, max_size=8).filter(str.strip)
ONE_FIELD: dict[str, list[str]] = {}
for _part in PARTS:
    _fields = [name for name in FIELDS if getattr(take_apart(_part), name)]
    if len(_fields) == 1:
        ONE_FIELD.setdefault(_fields[0], []).append(_part)


@st.composite
def settings_of_one_part_a_field(draw: st.DrawFn) -> list[str]:
    """At most one part for each field, and any number that no pattern knows."""
    names = draw(st.sets(st.sampled_from(sorted(set(ONE_FIELD) - {"other"})), max_size=5))
    parts = [draw(st.sampled_from(ONE_FIELD[name])) for name in sorted(names)]
    return parts + draw(st.lists(st.sampled_from(ONE_FIELD["other"]), max_size=3))


def turned(parts: list[str], seed: int) -> str:
    """Write parts in another order and case, with more blanks."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    shuffled = chance.sample(parts, len(parts))
    cases = (str.upper, str.lower, str.title, str)
    return " ,  ".join(chance.choice(cases)(part).replace(" ", "  ") for part in shuffled)


@given(parts=settings_of_one_part_a_field(), seed=st.integers())
def test_order_case_and_blanks_do_not_make_another_setting(parts: list[str], seed: int) -> None:
    assert take_apart(turned(parts, seed)).key == take_apart(", ".join(parts)).key


@given(
    parts=st.lists(st.sampled_from(PARTS), max_size=4, unique_by=str.casefold), seed=st.integers()
)
@example(parts=["2 needles", "128k"], seed=1)
def test_order_and_case_make_no_other_setting_where_two_parts_speak_of_one_field(
    parts: list[str], seed: int
) -> None:
    assert take_apart(turned(parts, seed)).key == take_apart(", ".join(parts)).key


def test_a_name_printed_twice_in_two_cases_is_one_name() -> None:
    assert take_apart("harness Codex, Harness CODEX").key == take_apart("harness Codex").key


@given(parts=st.lists(st.one_of(INVENTED, st.sampled_from(PARTS)), max_size=5))
def test_no_text_loses_a_part(parts: list[str]) -> None:
    text = ", ".join(parts)
    setting = take_apart(text)
    assert setting.text == text
    left = set(setting.other.casefold().split(", "))
    for part in parts_of(text) - {""}:
        alone = take_apart(part)
        read = {name for name in FIELDS if name != "other" and getattr(alone, name)}
        same = all(getattr(alone, n).casefold() == getattr(setting, n).casefold() for n in read)
        assert (read and same) or set(part.split(", ")) <= left


@given(st.text(max_size=40))
def test_any_text_is_read_without_trouble(text: str) -> None:
    setting = take_apart(text)
    assert setting.text == text
    assert take_apart(text) is setting or take_apart(text) == setting
    assert bool(any(setting.key)) == bool(plain_setting(text))
