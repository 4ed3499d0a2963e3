from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop.core import numbers
from desktop.core.compare.comparison import Comparison
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.report.fonts import system_fonts

if TYPE_CHECKING:
    from tests.report.conftest import Compare, Pdf, Render, Show

HOSTILE = ('#import "x": y', "*a_b* $x$ `c`", "@n1 <s1> \\ [y] #panic()", "= = // z /* q */")
Squeeze = Callable[[str], str]
Read = Callable[[bytes], "Pdf"]
Ids = tuple[str, ...]

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler here")
needs_chinese = pytest.mark.skipif(not any(system_fonts()), reason="no font with Chinese here")


def poppler(content: bytes, folder: Path, *options: str) -> str:
    path = folder / "report.pdf"
    path.write_bytes(content)
    command = ["pdftotext", *options, str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def test_every_score_and_every_source_address_is_in_the_text(
    comparison: Comparison, four: Pdf, squeeze: Squeeze
) -> None:
    for claim in comparison.claims:
        assert numbers.score(claim.value) in four.squeezed
        for source in claim.sources:
            assert squeeze(source.url) in four.squeezed
            assert squeeze(source.title) in four.squeezed


def test_every_range_of_differing_claims_stands_in_brackets(
    comparison: Comparison, four: Pdf
) -> None:
    cells = [cell for row in comparison.rows for cell in row.cells]
    ranges = [r for cell in cells if (r := numbers.interval(cell.low, cell.high))]
    assert ranges
    assert all(f"[{found}]" in four.squeezed for found in ranges)


def test_fonts_are_embedded_and_texts_map_to_characters(four: Pdf) -> None:
    seen = 0
    for page in four.reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            composite = font.get_object()
            descendant = composite["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "/ToUnicode" in composite
            seen += 1
    assert seen


def test_there_are_no_pictures_of_points(four: Pdf) -> None:
    assert all(not list(page.images) for page in four.reader.pages)


def test_title_language_date_and_tags_are_set(four: Pdf, today: dt.date) -> None:
    assert four.root["/Lang"] == "en"
    assert four.root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in four.root
    assert four.root["/ViewerPreferences"]["/DisplayDocTitle"]
    found = four.reader.metadata
    assert found is not None
    assert found.title == "A comparison"
    assert found.creation_date is not None
    assert found.creation_date.date() == today
    assert "pdfuaid:part>1<" in four.root["/Metadata"].get_data().decode()


def test_the_outline_names_the_sections(four: Pdf) -> None:
    outline: list[Any] = list(four.reader.outline)
    assert [str(item["/Title"]) for item in outline if not isinstance(item, list)] == [
        "Summary",
        "Facts",
        "Scores",
        "Charts",
        "Licenses",
        "Notes: every claim behind every figure",
        "Sources",
        "Data attribution",
        "Method",
    ]


def test_pages_are_numbered_and_name_the_catalog(comparison: Comparison, four: Pdf) -> None:
    count = len(four.pages)
    assert four.reader.page_labels == [str(i + 1) for i in range(count)]
    for i, page in enumerate(four.pages):
        assert f"page {i + 1} of {count}" in page
        assert f"catalog {comparison.stamp.revision}" in page


def test_pages_on_which_licenses_stand_say_that_they_are_no_legal_advice(
    four: Pdf, squeeze: Squeeze
) -> None:
    start, end = (
        next(i for i, page in enumerate(four.pages) if re.search(f"^{name}", page, re.MULTILINE))
        for name in ("Licenses$", "Notes: every claim")
    )
    assert squeeze(NOT_LEGAL_ADVICE) in four.squeezed
    assert "not legal advice" in four.pages[0]
    assert all("not legal advice" in four.pages[i] for i in range(start, end))
    assert "not legal advice" not in four.pages[-1]


def test_links_lead_to_the_sources_by_https_only(comparison: Comparison, four: Pdf) -> None:
    urls = {s.url for c in comparison.claims for s in c.sources if s.url.startswith("https://")}
    assert urls
    assert urls <= set(four.links())
    assert all(link.startswith("https://") for link in four.links())


def test_footnote_numbers_lead_to_notes_and_notes_to_sources(
    comparison: Comparison, four: Pdf
) -> None:
    cells = sum(bool(cell.weighed) for row in comparison.rows for cell in row.cells)
    sources = sum(len({s.id for s in c.sources}) for c in comparison.claims)
    assert four.inner_links() >= cells + sources


def test_charts_have_alternative_texts(four: Pdf) -> None:
    found: list[str] = []
    stack: list[Any] = [four.root["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt")))
            stack.extend([node["/K"]] if "/K" in node else [])
    assert len(found) >= 3
    assert all("GPT-4o" in text and "is better" in text for text in found)


def test_the_same_input_gives_the_same_bytes(comparison: Comparison, render: Render) -> None:
    one, other = render(comparison), render(comparison)
    assert one.pdf == other.pdf
    assert one.missing_glyphs == other.missing_glyphs == ()


def test_the_date_is_an_input(comparison: Comparison, show: Show) -> None:
    later = show(comparison, today=dt.date(2027, 1, 2))
    assert "2027-01-02" in later.pages[0]
    assert later.reader.metadata is not None
    assert str(later.reader.metadata.creation_date).startswith("2027-01-02")


def test_only_the_rows_asked_for_are_reported(comparison: Comparison, show: Show) -> None:
    picked = [row for row in comparison.rows if row.benchmark.id == "mmmu"]
    pdf = show(comparison, rows=picked)
    assert f"Of {len(comparison.rows)} rows, these were picked." in pdf.text
    left_out = {row.benchmark.name for row in comparison.rows} - {"MMMU"}
    scores = pdf.squeezed[pdf.squeezed.index("ScoresScoresby") : pdf.squeezed.index("Sources[1]")]
    assert "MMMU" in scores
    assert not [name for name in left_out if "".join(name.split()) in scores]


@needs_chinese
def test_chinese_names_come_out_right(compare: Compare, render: Render, read: Read) -> None:
    made = render(compare(names=["通义千问视觉模型"]))
    assert made.missing_glyphs == ()
    assert "通义千问视觉模型" in read(made.pdf).squeezed


def test_a_character_without_a_glyph_is_named_and_shown_by_its_number(
    compare: Compare, render: Render, read: Read
) -> None:
    made = render(compare(names=["Model \U0001f980\u202e\u0007"]), title="T \U0001f980")
    assert made.missing_glyphs == ("\u0007", "\u202e", "\U0001f980")
    pdf = read(made.pdf)
    assert "ModelU+1F980U+202EU+0007" in pdf.squeezed
    assert pdf.reader.metadata is not None
    assert pdf.reader.metadata.title == "T U+1F980"


def test_names_and_titles_are_never_markup(compare: Compare, show: Show, squeeze: Squeeze) -> None:
    pdf = show(compare(names=HOSTILE), title=HOSTILE[2])
    for name in HOSTILE:
        assert squeeze(name) in pdf.squeezed
    assert pdf.reader.metadata is not None
    assert pdf.reader.metadata.title == HOSTILE[2]


def test_a_wide_table_is_split_and_each_part_repeats_its_first_column(
    compare: Compare, show: Show, squeeze: Squeeze, twelve: Ids
) -> None:
    comparison = compare(twelve, benchmark_ids=["mathvista", "ocrbench"])
    pdf = show(comparison)
    for part in ("models 1–4 of 12", "models 5–8 of 12", "models 9–12 of 12"):
        assert f"Facts of the models, {part}" in pdf.text
        scores = pdf.text.split(f"Scores by benchmark and setting, {part}")[1]
        assert "MathVista" in scores.split("Reported by")[1]
    for subject in comparison.subjects:
        assert squeeze(subject.model.name) in pdf.squeezed


def test_names_of_120_characters_are_shown_whole(
    compare: Compare, show: Show, squeeze: Squeeze
) -> None:
    long = "A model name that never ends, " * 4
    pdf = show(compare(names=[long, "x" * 120]))
    assert squeeze(long) in pdf.squeezed
    assert "x" * 120 in pdf.squeezed


@needs_poppler
@pytest.mark.parametrize(
    ("count", "names"),
    [(4, ()), (5, ("W" * 120, "An unbearably long name " * 5, "@" * 120)), (12, ())],
)
def test_no_text_leaves_the_margins(
    compare: Compare,
    render: Render,
    tmp_path: Path,
    twelve: Ids,
    count: int,
    names: tuple[str, ...],
) -> None:
    made = render(compare(twelve[:count], names=names))
    found = poppler(made.pdf, tmp_path, "-bbox")
    edges = re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"', found)
    margin, width = 18 / 25.4 * 72, 210 / 25.4 * 72
    assert len(edges) > 500
    assert min(float(left) for left, _ in edges) >= margin - 1
    assert max(float(right) for _, right in edges) <= width - margin + 1


def test_tables_that_go_on_repeat_their_heads(four: Pdf) -> None:
    notes = [page for page in four.pages if "Why, and remarks" in page]
    assert len(notes) >= 2
    assert all("Reported by" in page for page in notes)


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_the_typesetter_settles_without_a_warning(
    compare: Compare, render: Render, twelve: Ids, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typst

    said: list[Any] = []
    real: Callable[..., Any] = typst.compile

    def watched(*args: Any, **named: Any) -> Any:
        if named.get("format") == "svg":
            return real(*args, **named)
        content, warnings = typst.compile_with_warnings(*args, **named)
        said.extend(warnings)
        return content

    monkeypatch.setattr(typst, "compile", watched)
    assert render(compare(twelve[:count])).pdf
    assert said == []


def test_a_comparison_without_any_claim_is_a_report_too(
    compare: Compare, show: Show, twelve: Ids
) -> None:
    pdf = show(compare(twelve[:2], benchmark_ids=[]))
    assert "No claim is known for these models" in pdf.text


@needs_poppler
def test_another_reader_finds_the_same_text(
    compare: Compare, render: Render, squeeze: Squeeze, tmp_path: Path
) -> None:
    comparison = compare(names=HOSTILE)
    text = squeeze(poppler(render(comparison).pdf, tmp_path))
    assert all(numbers.score(claim.value) in text for claim in comparison.claims)
    assert all(squeeze(name) in text for name in HOSTILE)
