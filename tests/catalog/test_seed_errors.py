from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.catalog.build import build_catalog
from desktop.catalog.reader import CatalogReader
from desktop.catalog.seed_cells import MAX_FIELD
from desktop.catalog.seed_reader import Seeds, read_seeds
from desktop.catalog.seed_tables import TABLES
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.errors import SeedError, left_out
from desktop.core.search.query import CatalogQuery

Change = Callable[[dict[str, str]], None]


def change_row(folder: Path, table: str, line: int, /, **cells: str) -> None:
    """Set cells of the row on a line (tables of one line a row)."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for column, text in cells.items():
        rows[line - 1][rows[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def fault_of(folder: Path) -> SeedError:
    """What is wrong with a folder in which a file is no table."""
    with pytest.raises(SeedError) as caught:
        read_seeds(folder)
    return caught.value


def error_of(folder: Path) -> SeedError:
    """What is wrong with the first bad record; the rest of its table is there."""
    seeds = read_seeds(folder)
    error = seeds.problems[0]
    if error.line:
        assert rest_of(seeds, error) == others(folder, error.file)
    return error


def rest_of(seeds: Seeds, error: SeedError) -> int:
    bad = {problem.line for problem in seeds.problems if problem.file == error.file}
    return len(seeds.tables[error.file.removesuffix(".csv")]) + len(bad) - 1


def others(folder: Path, name: str) -> int:
    """How many records a table has besides the first bad one."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return sum(1 for _ in reader) - 1


@pytest.mark.parametrize(
    ("table", "column", "text", "expected"),
    [
        ("models", "parameters_total", "about 7B", "a whole number"),
        ("models", "parameters_total", "7e9", "a whole number"),
        ("models", "parameters_total", "0", "a whole number of at least 1"),
        ("models", "context_tokens", "-1", "a whole number of at least 1"),
        ("models", "parameters_total", "9" * 20, "a whole number"),
        ("models", "price_input_usd_per_mtok", "-0.1", "a number of at least 0"),
        ("models", "price_input_usd_per_mtok", "$5", "a number"),
        ("models", "release_date", "2024-02-30", "YYYY, YYYY-MM or YYYY-MM-DD"),
        ("models", "release_date", "May 2024", "YYYY, YYYY-MM or YYYY-MM-DD"),
        ("models", "weights", "closed", "one of api-only, open, unreleased"),
        ("models", "input_modalities", "text;smell", "one of audio, image, pdf, text, video"),
        ("models", "input_modalities", "text;;image", "one of audio, image, pdf, text, video"),
        ("models", "tuning", "tuned", "one of base, chat, instruct, reasoning"),
        ("models", "license_id", "no-such-license", "an id of licenses.csv"),
        ("models", "snapshot_of", "no-such-model", "an id of models.csv"),
        ("models", "name", "", "text, not nothing"),
        ("models", "name", " Fuyu", "text without blanks around it"),
        ("models", "name", "Fu\x00yu", "text without blanks around it or null characters"),
        ("models", "family", "x" * (MAX_FIELD + 1), "at most 20,000 characters"),
        ("benchmarks", "higher_is_better", "yes", "true or false"),
        ("benchmarks", "min", "nan", "a number"),
        ("benchmarks", "max", "1_00", "a number"),
        ("benchmarks", "tolerance", "-1", "a number of at least 0"),
        ("benchmarks", "modality", "smell", "one of multimodal, text, video"),
        ("claims", "value", "inf", "a number"),
        ("claims", "value", "100.1", "a number from 0 to 100"),
        ("claims", "value", "-0.1", "a number from 0 to 100"),
        ("claims", "value", "", "a number, not nothing"),
        ("claims", "value", "６1.1", "a number"),
        ("claims", "model_id", "no-such-model", "an id of models.csv"),
        ("claims", "benchmark_id", "no-such-benchmark", "an id of benchmarks.csv"),
        ("claims", "source_id", "src-9999", "an id of sources.csv"),
        ("claims", "reporter_kind", "rumor", "one of benchmark-owner, independent"),
        ("claims", "flags", "computed;odd", "one of benchmark-uncertain, computed"),
        ("claims", "verified", "", "true or false, not nothing"),
        ("sources", "published", "2024-1-1", "YYYY, YYYY-MM or YYYY-MM-DD"),
        ("sources", "date_basis", "guessed", "one of commit, printed, snapshot"),
        ("terms", "openness_class", "free", "one of api-only, community-restricted"),
        ("terms", "superseded_by", "mit;no-such-terms", "an id of terms.csv"),
        ("terms_permissions", "permission", "dancing", "one of commercial-use"),
        ("terms_permissions", "line", "0", "a whole number of at least 1"),
        ("terms_conditions", "type", "be-nice", "one of acceptable-use-policy"),
        ("terms_limitations", "uses", "malware;gardening", "one of animals"),
        ("hub_licenses", "status", "maybe", "one of entry, family-without-version"),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_column_value_and_what_was_expected(
    few_seeds: Path, table: str, column: str, text: str, expected: str
) -> None:
    change_row(few_seeds, table, 3, **{column: text})
    error = error_of(few_seeds)
    found = (error.file, error.line, error.column)
    assert found == (f"{table}.csv", 3, column)
    assert error.value == text or float(error.value) == float(text)
    assert error.expected.startswith(expected)
    assert str(error).startswith(f"{table}.csv, line 3, column {column}: found ")
    assert len(str(error)) < 2000


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_a_missing_table_is_named(few_seeds: Path, table: str) -> None:
    (few_seeds / f"{table}.csv").unlink()
    error = fault_of(few_seeds)
    assert error.file == f"{table}.csv"
    assert "readable file" in error.expected
    assert str(error).startswith(f"{table}.csv: ")


def test_a_folder_in_the_place_of_a_table_is_named(few_seeds: Path) -> None:
    (few_seeds / "models.csv").unlink()
    (few_seeds / "models.csv").mkdir()
    assert fault_of(few_seeds).file == "models.csv"


@pytest.mark.parametrize("spoil", ["surplus", "missing", "renamed", "swapped", "empty", "bom"])
@pytest.mark.parametrize("table", ["meta", "models", "claims"])
def test_a_wrong_header_is_answered_with_the_right_one(
    few_seeds: Path, table: str, spoil: str
) -> None:
    path = few_seeds / f"{table}.csv"
    header, _, rest = path.read_text(encoding="utf-8").partition("\n")
    names = header.split(",")
    headers = {
        "surplus": [*names, "extra"],
        "missing": names[:-1],
        "renamed": ["key_id", *names[1:]],
        "swapped": [names[1], names[0], *names[2:]],
        "empty": [],
        "bom": ["\ufeff" + names[0], *names[1:]],
    }
    path.write_text(",".join(headers[spoil]) + "\n" + rest, encoding="utf-8")
    error = fault_of(few_seeds)
    assert (error.file, error.line) == (f"{table}.csv", 1)
    assert error.expected == f"the columns {header}"


@pytest.mark.parametrize(("row", "cells"), [("a,b", 2), ("a" + "," * 30, 31), ("lonely", 1)])
def test_a_row_with_too_few_or_too_many_cells_is_counted(
    few_seeds: Path, row: str, cells: int
) -> None:
    with (few_seeds / "licenses.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    error = error_of(few_seeds)
    lines = (few_seeds / "licenses.csv").read_text(encoding="utf-8").count("\n")
    assert (error.file, error.line) == ("licenses.csv", lines)
    assert error.value == f"{cells} cells"
    assert error.expected == "8 cells"


def test_bytes_that_are_no_utf8_are_found_on_their_line(few_seeds: Path) -> None:
    path = few_seeds / "models.csv"
    lines = path.read_bytes().split(b"\n")
    lines[6] = lines[6].replace(b",", b"\xff,", 1)
    path.write_bytes(b"\n".join(lines))
    error = fault_of(few_seeds)
    assert (error.file, error.line, error.value) == ("models.csv", 7, "ff")
    assert error.expected == "text in UTF-8"


@pytest.mark.parametrize(
    ("end", "problem"),
    [
        ('"open\n', "unexpected end of data"),
        ('"a"b,c\n', "expected after"),
        ("x" * 200_000, "field"),
    ],
)
def test_what_is_no_table_at_all_is_said_to_be_so(few_seeds: Path, end: str, problem: str) -> None:
    path = few_seeds / "meta.csv"
    before = path.read_text(encoding="utf-8").count("\n")
    with path.open("a", encoding="utf-8") as file:
        file.write(end)
    error = fault_of(few_seeds)
    assert (error.file, error.line) == ("meta.csv", before + 1)
    assert problem in error.value


def test_a_line_is_counted_as_an_editor_counts_it_after_a_cell_of_several_lines(
    few_seeds: Path,
) -> None:
    change_row(few_seeds, "benchmarks", 2, measures="one\ntwo\nthree")
    change_row(few_seeds, "benchmarks", 3, unit="")
    error = error_of(few_seeds)
    assert (error.file, error.line, error.column) == ("benchmarks.csv", 5, "unit")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_a_line_separator_of_other_standards_is_part_of_a_cell(few_seeds: Path, mark: str) -> None:
    change_row(few_seeds, "benchmarks", 2, measures=f"one{mark}two")
    benchmarks = read_seeds(few_seeds).tables["benchmarks"]
    assert benchmarks[0]["measures"] == f"one{mark}two"


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("models", "id"),
        ("claims", "id"),
        ("vocabulary", "kind, term"),
        ("terms_permissions", "terms_id, permission"),
    ],
)
def test_the_same_key_twice_names_both_lines(few_seeds: Path, table: str, columns: str) -> None:
    path = few_seeds / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    error = error_of(few_seeds)
    assert (error.file, error.line, error.column) == (f"{table}.csv", len(lines) + 1, columns)
    assert "line 2" in error.expected


@pytest.mark.parametrize(("low", "high"), [("60", ""), ("", "40"), ("49", "40"), ("51", "52")])
def test_an_interval_must_hold_its_value(few_seeds: Path, low: str, high: str) -> None:
    change_row(few_seeds, "claims", 4, value="50", low=low, high=high)
    error = error_of(few_seeds)
    assert (error.file, error.line, error.column) == ("claims.csv", 4, "low, value, high")


def test_a_scale_must_have_its_lower_end_under_its_upper_end(few_seeds: Path) -> None:
    change_row(few_seeds, "benchmarks", 2, min="100", max="100")
    error = error_of(few_seeds)
    assert (error.file, error.line, error.column) == ("benchmarks.csv", 2, "min, max")


def test_a_baseline_must_lie_on_the_scale_of_its_benchmark(few_seeds: Path) -> None:
    change_row(few_seeds, "baselines", 2, value="101")
    error = error_of(few_seeds)
    assert (error.file, error.line, error.column) == ("baselines.csv", 2, "value")


@pytest.mark.parametrize("key", ["as_of", "license"])
def test_the_catalog_must_say_how_old_it_is_and_under_which_license(
    few_seeds: Path, key: str
) -> None:
    path = few_seeds / "meta.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if not x.startswith(key)), encoding="utf-8")
    error = fault_of(few_seeds)
    assert (error.file, error.expected) == ("meta.csv", f"a row for {key}")


def test_reading_can_be_stopped_between_tables(few_seeds: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CanceledError):
        read_seeds(few_seeds, token.check)


def test_the_revision_changes_with_any_byte_and_with_nothing_else(few_seeds: Path) -> None:
    before = read_seeds(few_seeds).revision
    assert read_seeds(few_seeds).revision == before
    change_row(few_seeds, "models", 2, family="Another")
    assert read_seeds(few_seeds).revision != before


@pytest.fixture(scope="module")
def headers_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("headers")
    for table in TABLES:
        header = ",".join(column.name for column in table.columns)
        (folder / table.file).write_text(header + "\n", encoding="utf-8")
    (folder / "meta.csv").write_text("key,value\nas_of,2026\nlicense,x\n", encoding="utf-8")
    return folder


BYTES = st.binary(max_size=60) | st.text(max_size=60).map(str.encode)


@settings(max_examples=150)
@given(noise=BYTES, table=st.sampled_from(TABLES), keep_header=st.booleans())
def test_any_bytes_are_read_or_named_as_an_error_of_their_file(
    headers_only: Path, noise: bytes, table: object, keep_header: bool
) -> None:
    path = headers_only / getattr(table, "file")  # noqa: B009 - typed as object by the strategy
    before = path.read_bytes()
    path.write_bytes(before + noise if keep_header else noise)
    said = None
    try:
        read_seeds(headers_only)
    except SeedError as error:
        said = error
    finally:
        path.write_bytes(before)
    assert said is None or str(said).startswith(path.name)


def test_our_own_seeds_have_no_bad_record(seeds_folder: Path, reader: CatalogReader) -> None:
    assert read_seeds(seeds_folder).problems == []
    assert reader.problems() == []


def test_what_refers_to_a_record_that_was_left_out_is_left_out_with_its_own_message(
    few_seeds: Path,
) -> None:
    whole = read_seeds(few_seeds)
    change_row(few_seeds, "benchmarks", line_of(few_seeds, "benchmarks", "mathvista"), unit="")
    seeds = read_seeds(few_seeds)
    first, *others = seeds.problems
    assert (first.file, first.column) == ("benchmarks.csv", "unit")
    lost = [e for e in others if e.file == "claims.csv"]
    assert len(lost) == len(whole.tables["claims"]) - len(seeds.tables["claims"]) > 0
    assert {(e.column, e.value) for e in others} == {("benchmark_id", "mathvista")}
    assert {e.expected for e in others} == {"an id of benchmarks.csv whose record is good"}


def line_of(folder: Path, table: str, key: str) -> int:
    lines = (folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(f"{key},"))


def test_a_chain_of_references_is_left_out_as_a_whole(few_seeds: Path) -> None:
    base, one, other = ("adept-fuyu-8b", "adept-fuyu-heavy", "aria")
    change_row(few_seeds, "models", line_of(few_seeds, "models", base), name="")
    change_row(few_seeds, "models", line_of(few_seeds, "models", one), snapshot_of=base)
    change_row(few_seeds, "models", line_of(few_seeds, "models", other), snapshot_of=one)
    seeds = read_seeds(few_seeds)
    said = [(e.column, e.value) for e in seeds.problems if e.file == "models.csv"]
    assert said == [("name", ""), ("snapshot_of", base), ("snapshot_of", one)]
    assert not {base, one, other} & {str(r["id"]) for r in seeds.tables["models"]}


@pytest.mark.usefixtures("allow_log_warnings")
def test_a_catalog_of_seeds_with_bad_records_works_and_tells_which_they_are(
    few_seeds: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    change_row(few_seeds, "models", line_of(few_seeds, "models", "gpt-4o"), release_date="soon")
    change_row(few_seeds, "claims", 3, value="900")
    path = tmp_path / "catalog.sqlite3"
    build_catalog(path, few_seeds)
    with closing(CatalogReader(path)) as reader:
        problems = reader.problems()
        lost = [problem for problem in problems if problem.file == "models.csv"]
        assert reader.counts()["models"] == 445 - len(lost) < 445
        assert reader.check() == []
        assert reader.page(CatalogQuery(text="qwen-vl-max")).models
    assert str(problems[0]).startswith("models.csv, line ")
    assert {("release_date", "soon"), ("value", "900.0")} <= {(p.column, p.value) for p in problems}
    warnings = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert warnings == [left_out(problems)]
