"""Counts in equal counts out: every row the seeds were made from is in the seeds, whole."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

INPUT = Path(__file__).resolve().parents[2].parent / "shared"

Rows = list[dict[str, str]]
Seed = Callable[[str], Rows]

needs_input = pytest.mark.skipif(
    not (INPUT / "data").is_dir() or not (INPUT / "licenses").is_dir(),
    reason="the collected tables that the seeds were made from are not beside this checkout",
)

REWORDED = {
    "licence": "license",
    "seed document of the project": "AI Buzz article (stored copy without date or address)",
    "the closed models of the seed ": "the closed models of the article ",
    "the seed document": "the AI Buzz article",
    "The seed document: ": "The article's spectrum: ",
}
"""The only words that were changed on the way: spelling, and what the article is called."""


def reworded(text: str) -> str:
    for old, new in REWORDED.items():
        text = text.replace(old, new)
    return text


def collected(name: str) -> Rows:
    with (INPUT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(value: object) -> str:
    """Return a value of the YAML form as the tables write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value)


def assert_same_rows(
    before: Iterable[Mapping[str, Any]], after: Rows, columns: Mapping[str, str]
) -> None:
    """Compare all rows, as often as they occur; ``columns`` maps input names to seed names."""
    given = Counter(tuple(reworded(plain(row.get(c))) for c in columns) for row in before)
    kept = Counter(tuple(row[c] for c in columns.values()) for row in after)
    assert given.total() == kept.total()
    assert list((given - kept).elements()) == []
    assert list((kept - given).elements()) == []


NVIDIA = "nvidia-open-model-license"
"""Named by two model cards that were read later."""

CORRECTED = {"permissions": 10, "conditions": 45, "limitations": 18, "ambiguities": 0}
"""How many statements were read anew in the texts, so that the seeds say something else."""

ADDED = {"permissions": 0, "conditions": 16, "limitations": 5, "ambiguities": 1}
"""How many statements the texts hold that nobody had collected."""

RETYPED = {("bsd-3-clause", "trademark")}
"""Statements that the seeds hold as another type: here the ban on endorsement."""


def assert_kept_or_corrected(
    before: Iterable[Mapping[str, Any]], after: Rows, columns: Mapping[str, str], name: str
) -> None:
    """Compare all rows; what is not kept as it was has a row about the same in its place."""
    named = dict(zip(columns.values(), range(len(columns)), strict=True))
    given = Counter(tuple(reworded(plain(row.get(c))) for c in columns) for row in before)
    kept = Counter(tuple(row[c] for c in columns.values()) for row in after)
    about = [named[c] for c in ("terms_id", "permission", "type") if c in named]
    gone = Counter(tuple(row[i] for i in about) for row in (given - kept).elements())
    new = Counter(tuple(row[i] for i in about) for row in (kept - given).elements())
    assert set(gone - new) <= RETYPED, "a statement was dropped"
    assert (gone.total(), (new - gone).total()) == (CORRECTED[name], ADDED[name])


def renamed(before: Rows, *, without: Iterable[str] = (), **names: str) -> dict[str, str]:
    return {c: names.get(c, c) for c in before[0] if c not in set(without)}


@needs_input
def test_every_model_is_kept_with_every_fact(seed: Seed) -> None:
    before, after = collected("data/models.csv"), seed("models")
    derived = ("license_name", "license_url", "n_scores")
    columns = renamed(before, without=derived, model_id="id", flag="flags")
    assert_same_rows(before, after, columns)
    assert set(columns.values()) == set(after[0])


@needs_input
def test_what_the_models_no_longer_repeat_can_be_worked_out(seed: Seed) -> None:
    licenses = {row["id"]: row for row in seed("licenses")}
    claims = Counter(row["model_id"] for row in seed("claims"))
    for row in collected("data/models.csv"):
        license_ = licenses.get(row["license_id"], {"name": "", "url": ""})
        assert (row["license_name"], row["license_url"]) == (license_["name"], license_["url"])
        assert int(row["n_scores"]) == claims[row["model_id"]]


@needs_input
def test_every_benchmark_is_kept_with_its_scale(seed: Seed) -> None:
    before, after = collected("data/benchmarks.csv"), seed("benchmarks")
    columns = renamed(before, without=("n_scores", "n_models"), benchmark_id="id")
    assert_same_rows(before, after, columns)
    assert set(after[0]) - set(columns.values()) == {"tolerance", "decisive"}
    claims = seed("claims")
    scores = Counter(row["benchmark_id"] for row in claims)
    pairs = {(row["benchmark_id"], row["model_id"]) for row in claims}
    models = Counter(benchmark for benchmark, _ in pairs)
    for row in before:
        key = row["benchmark_id"]
        assert (int(row["n_scores"]), int(row["n_models"])) == (scores[key], models[key])


def with_sources(rows: Rows, sources: Rows) -> Rows:
    by_id = {row["id"]: {f"source.{k}": v for k, v in row.items()} for row in sources}
    return [row | by_id[row["source_id"]] for row in rows]


SOURCE = {
    "source_title": "source.title",
    "source_url": "source.url",
    "via": "source.via",
    "published_date": "source.published",
    "date_basis": "source.date_basis",
    "retrieved_from": "source.retrieved_from",
}


@needs_input
def test_every_score_is_kept_as_a_claim_with_its_source(seed: Seed) -> None:
    before = collected("data/scores.csv")
    units = {row["id"]: row["unit"] for row in seed("benchmarks")}
    after = with_sources(seed("claims"), seed("sources"))
    for row in after:
        row["unit"] = units[row["benchmark_id"]]
    names = {
        "score_id": "id",
        "value_low": "low",
        "value_high": "high",
        "value_as_printed": "as_printed",
        "flag": "flags",
        **SOURCE,
    }
    assert_same_rows(before, after, renamed(before, **names))
    used = {row["source_id"] for row in [*seed("claims"), *seed("baselines")]}
    assert used == {row["id"] for row in seed("sources")}


@needs_input
def test_every_baseline_is_kept_with_its_source(seed: Seed) -> None:
    before = collected("data/baselines.csv")
    after = with_sources(seed("baselines"), seed("sources"))
    assert_same_rows(before, after, renamed(before, baseline="name", **SOURCE))


@needs_input
def test_every_conflict_about_a_fact_is_kept(seed: Seed) -> None:
    before = collected("data/fact-conflicts.csv")
    found = {("llama-3.1-nemotron-nano-8b-v1", NVIDIA), ("llama-3.3-nemotron-super-49b-v1", NVIDIA)}
    rows = seed("fact_conflicts")
    kept = [row for row in rows if (row["model_id"], row["other_value"]) not in found]
    assert_same_rows(before, kept, renamed(before))
    assert len(rows) - len(kept) == len(found)


@needs_input
def test_every_change_of_a_license_is_kept(seed: Seed) -> None:
    before = collected("data/license-history.csv")
    assert_same_rows(before, seed("license_history"), renamed(before, **{"from": "since"}))


@needs_input
def test_every_license_that_models_carry_is_kept(seed: Seed) -> None:
    before, after = collected("data/license-classes.csv"), seed("licenses")
    names = {"license_id": "id", "class": "coarse_class"}
    assert_same_rows(before, after, renamed(before, without=("n_models",), **names))
    carried = Counter(row["license_id"] for row in seed("models"))
    for row in before:
        assert int(row["n_models"] or 0) == carried[row["license_id"]]


@needs_input
def test_every_license_text_that_was_sought_is_kept(seed: Seed) -> None:
    before = collected("licenses/texts/INDEX.csv")
    names = {
        "date": "published",
        "source_repo": "repository",
        "source_path": "path",
        "source_commit": "commit",
        "upstream_url": "url",
    }
    assert_same_rows(before, seed("license_texts"), renamed(before, **names))


@pytest.fixture(scope="module")
def terms() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    loaded: dict[str, Any] = yaml.safe_load(
        (INPUT / "licenses" / "terms.yaml").read_text(encoding="utf-8")
    )
    return loaded


@pytest.fixture(scope="module")
def vocabulary() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    loaded: dict[str, Any] = yaml.safe_load(
        (INPUT / "licenses" / "vocabulary.yaml").read_text(encoding="utf-8")
    )
    return loaded


def parts(terms: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the conditions (or limitations ...) of all entries, each with its entry's id."""
    return [
        {"doc": "license", **part, "terms_id": entry["id"]}
        for entry in terms["licenses"]
        for part in entry[name]
    ]


def columns_of(rows: list[dict[str, Any]], **names: str) -> dict[str, str]:
    return {c: names.get(c, c) for c in {c for row in rows for c in row}}


@needs_input
def test_every_entry_of_the_terms_is_kept(terms: dict[str, Any], seed: Seed) -> None:
    nested = {"documents", "permissions", "conditions", "limitations", "ambiguities", "notes"}
    before = [{k: v for k, v in e.items() if k not in nested} for e in terms["licenses"]]
    columns = columns_of(before, seed_spectrum="spectrum")
    assert_same_rows(before, seed("terms"), columns)
    assert set(columns.values()) == set(seed("terms")[0])


@needs_input
def test_every_permission_is_kept_with_its_section_and_line(
    terms: dict[str, Any], seed: Seed
) -> None:
    before = [
        {"doc": "license", **said, "terms_id": entry["id"], "permission": name}
        for entry in terms["licenses"]
        for name, said in entry["permissions"].items()
    ]
    after, columns = seed("terms_permissions"), columns_of(before, doc="document")
    assert_kept_or_corrected(before, after, columns, "permissions")


@needs_input
@pytest.mark.parametrize("name", ["conditions", "limitations", "ambiguities"])
def test_every_other_statement_is_kept_with_its_section_and_line(
    terms: dict[str, Any], seed: Seed, name: str
) -> None:
    before, after = parts(terms, name), seed(f"terms_{name}")
    columns = columns_of(before, doc="document", trigger=_trigger(name))
    assert_kept_or_corrected(before, after, columns, name)
    assert set(after[0]) - set(columns.values()) <= {"touches", "background_excepted"}


def _trigger(name: str) -> str:
    return "triggers" if name == "conditions" else "trigger"


@needs_input
def test_every_note_and_every_document_is_kept(terms: dict[str, Any], seed: Seed) -> None:
    notes = [{"terms_id": e["id"], "note": n} for e in terms["licenses"] for n in e["notes"]]
    assert_same_rows(notes, seed("terms_notes"), columns_of(notes))
    documents = [
        d | {"terms_id": e["id"], "file": d["file"].removeprefix("texts/")}
        for e in terms["licenses"]
        for d in e["documents"]
    ]
    assert_same_rows(documents, seed("terms_documents"), columns_of(documents))


@needs_input
def test_every_license_id_of_the_hub_is_kept_with_what_is_known_of_it(
    terms: dict[str, Any], seed: Seed
) -> None:
    names = {row["id"]: row for row in collected("data/hub-licenses.csv")}
    read = {row["hub_id"]: row for row in terms["hub_ids"]}
    before = [names.get(key, {}) | read.get(key, {}) | {"id": key} for key in {*names, *read}]
    columns = {
        "id": "id",
        "name": "name",
        "url": "url",
        "status": "status",
        "entry": "terms_id",
        "spdx_id": "spdx_id",
        "osi_approved": "osi_approved",
    }
    assert_same_rows(before, seed("hub_licenses"), columns)
    aliases = [
        {"alias": alias, "terms_id": key}
        for alias, keys in terms["ambiguous_aliases"].items()
        for key in keys
    ]
    assert_same_rows(aliases, seed("ambiguous_aliases"), columns_of(aliases))


KINDS = {
    "permission_values": "permission_value",
    "permissions": "permission",
    "condition_types": "condition_type",
    "triggers": "trigger",
    "limitation_types": "limitation_type",
    "uses": "use",
    "seed_spectrum": "spectrum",
    "verdicts": "verdict",
}


@needs_input
def test_every_term_of_the_vocabulary_is_kept_with_its_definition(
    vocabulary: dict[str, Any], seed: Seed
) -> None:
    before: list[dict[str, Any]] = [
        {"kind": kind, "term": term, "definition": definition}
        for part, kind in KINDS.items()
        for term, definition in vocabulary[part].items()
    ]
    before += [
        {"kind": kind, "term": term}
        for kind, terms in vocabulary["enums"].items()
        for term in terms
    ]
    before += [
        {"kind": "openness_class", "term": term, **said}
        for term, said in vocabulary["openness_classes"].items()
    ]
    names = {"seed": "spectrum"}
    assert_same_rows(before, seed("vocabulary"), columns_of(before, **names))
    told = {*KINDS, "enums", "openness_classes", "schema_version"}
    assert set(vocabulary) == told, "a part of the vocabulary is not looked at"


@needs_input
def test_no_part_of_the_terms_is_overlooked(terms: dict[str, Any]) -> None:
    looked_at = {"licenses", "hub_ids", "ambiguous_aliases"}
    assert set(terms) - looked_at == {"schema_version", "not_legal_advice"}


@needs_input
def test_no_table_that_was_collected_is_overlooked() -> None:
    assert {path.name for path in (INPUT / "data").glob("*.csv")} == {
        "baselines.csv",
        "benchmarks.csv",
        "fact-conflicts.csv",
        "hub-licenses.csv",
        "license-classes.csv",
        "license-history.csv",
        "models.csv",
        "scores.csv",
    }
