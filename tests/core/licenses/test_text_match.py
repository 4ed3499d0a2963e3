"""License texts are recognized by what they say, not by how they are set, and changes are shown."""

from __future__ import annotations

import csv
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.licenses.text_match import (
    LONGEST_TEXT,
    MOST_UNITS,
    Fingerprint,
    RecognitionKind,
    UnitMark,
    fingerprint,
    read_units,
    recognize,
    write_units,
)
from desktop.core.licenses.text_place import LONGEST_FIND, Located, Place, locate
from desktop.core.licenses.text_units import divide

ROOT = Path(__file__).resolve().parents[3]
TEXTS = ROOT.parent / "shared" / "licenses" / "texts"

needs_texts = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the license texts are not beside this checkout"
)

HARBOR = """\
Harbor License

Copyright (c) 2021 The Harbor Office

Whoever receives this chart may sail by it, copy it, and draw over it, free of any charge, as long
as the rules below are kept:

1. The mark of the "Harbor Office" stays on every copy; nobody may cut it off.

2. A changed chart says on its front page who changed it, when, and in which 12 places.

The chart comes as it is. Nobody answers for a ship that runs aground, whether the depth was
wrong, the tide was low, or the pilot did not look.
"""

BEACON = """\
Terms of the Beacon

A beacon may be lit by anybody who has read the tables of the coast. It burns from dusk to dawn,
and its keeper writes down each ship that passes.

Oil is bought by the parish. The keeper is paid at the end of the month, in coin or in grain.
"""

ROYALTY = (
    "Our only change is this: a fleet with more than 100 ships, or more than 20 million coins of "
    'income a month, shall paint "Harbor" on every sail.'
)

KNOWN = (fingerprint("harbor.txt", HARBOR), fingerprint("beacon.txt", BEACON))


def digest(text: str) -> str:
    return divide(text).sha256


def rewrapped(text: str, width: int) -> str:
    """Wrap each paragraph anew; words stay whole."""
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(wrapper.fill(" ".join(paragraph.split())) for paragraph in paragraphs)


# --- what does not count ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("You keep the notice.", "you KEEP\n\tthe   notice."),
        ("You keep the notice.", "\ufeffYou keep\r\nthe notice.\r\n"),
        ('the "Chart" isn\'t free', "the “Chart” isn’t free"),
        ("the 'Chart' is free", "the ``Chart'' is free"),
        ("non-exclusive – always", "non‐exclusive — always"),
        ("* first thing\n\n* second thing", "• first thing\n\n- second thing"),
        ("(a) First thing it says.", "1. First thing it says."),
        ("2.1. First thing it says.", "First thing it says."),
        ("The **Chart** is `free`", "The <b>Chart</b> is <code>free</code>"),
        ("## Rules\n\n_All_ of them", "Rules\n=====\n\nAll of them\n-----------"),
        ("see https://charts.example/", "see http://charts.example/"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("the of\ufb01ce decides", "the office decides"),
        ("so\u00adft and zero\u200bwidth", "soft and zerowidth"),
        ("e\u0301tranger", "\u00e9tranger"),
        ("Free.\n\nCopyright (c) 2020 Ann, Inc. All rights reserved.", "Free."),
        ("Copyright © 2020-2024 Ann <a@b.example>\nCopyright 2021 Bo\n\nFree.", "Free."),
        ("The Chart License\nCopyright [yyyy] [name]\n\nFree.", "The Chart License\n\nFree."),
        ("All rights reserved.\n\nFree.", "Free."),
        ("MIT License\n\nCopyright (c) 2024 Ann\n\nFree.", "Free."),
        ("The 3-Clause BSD License\n\nFree.", "Free."),
        ("您不得出售本图。\n许可方保留权利", "您不得出售\n本图。许可方 保留权利"),
        ("您不得出售，本图", "您不得出售,本图"),
    ],
)
def test_what_the_guidelines_let_go_does_not_count(one: str, other: str) -> None:
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 ships", "700 ships"),
        ("1.5 million ships", "15 million ships"),
        ("more than 20 % of income", "more than 20 $ of income"),
        ("fewer < 100", "fewer > 100"),
        ("You may copy.", "You may not copy."),
        ("You may, copy", "You may copy"),
        ("First thing.\n\nSecond thing.", "Second thing.\n\nFirst thing."),
        ("Free.\n\nCopyright (c) 2020 Ann. You must pay a fee.", "Free."),
        ("Free.\n\nCopyright (c) 2020 Ann. Commercial use is Ann's.", "Free."),
        ("Free.\n\nCopyright (c) 2020 Ann; ships over 100 tons are out", "Free."),
        ("Free.\n\n(c) 2020 " + "Ann and Bo and Cy and Di " * 3, "Free."),
        ("Free.\n\nThe notice reads: Copyright (c) 2020 Ann", "Free.\n\nThe notice reads:"),
        ("Non-Commercial MIT License\n\nFree.", "Free."),
        ("Free.\n\nMIT License", "Free."),
        ('Free. <b title="not for you">', "Free."),
        ("Ships allowed: 30.", "Ships allowed: 40."),
        ("您不得出售本图", "您得出售本图"),
    ],
)
def test_every_word_number_and_sign_that_matters_counts(one: str, other: str) -> None:
    assert digest(one) != digest(other)


@given(st.integers(1, 200), st.integers(1, 200))
def test_wrapping_lines_anew_changes_neither_digest_nor_units(width: int, other: int) -> None:
    for text in (HARBOR, BEACON):
        one, two = divide(rewrapped(text, width)), divide(rewrapped(text, other))
        assert one.sha256 == two.sha256 == digest(text)
        assert [unit.hash for unit in one.units] == [unit.hash for unit in two.units]


@given(
    st.sampled_from([str.upper, str.lower, str.swapcase, str.title]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.sampled_from(["", " ", "\t", "   "]), min_size=1, max_size=9),
)
def test_case_line_ends_and_trailing_blanks_never_change_the_digest(
    cased: object, ending: str, blanks: list[str]
) -> None:
    assert callable(cased)
    # ``title`` takes apostrophes for ends of words; there are none here.
    lines = [
        str(cased(line)) + blanks[number % len(blanks)]
        for number, line in enumerate(HARBOR.splitlines())
    ]
    assert recognize(ending.join(lines), KNOWN).kind is RecognitionKind.EXACT


@given(st.text(max_size=400))
def test_any_text_is_taken_apart_into_units_in_order(text: str) -> None:
    divided = divide(text)
    at = 0
    for unit in divided.units:
        assert at <= unit.start < unit.end <= len(divided.text)
        assert unit.line == divided.text.count("\n", 0, unit.start) + 1
        assert unit.last_line == divided.text.count("\n", 0, unit.end) + 1
        assert unit.words > 0
        at = unit.end
    assert recognize(text, KNOWN).kind is not RecognitionKind.EXACT


def test_units_are_headings_sentences_and_clauses_with_their_lines() -> None:
    divided = divide(HARBOR)
    passages = [(u.line, u.last_line, divided.text[u.start : u.end]) for u in divided.units]
    assert passages[:6] == [
        (1, 1, "Harbor License"),
        (5, 5, "Whoever receives this chart may sail by it,"),
        (5, 5, "copy it, and draw over it,"),
        (5, 5, "free of any charge,"),
        (5, 6, "as long\nas the rules below are kept:"),
        (8, 8, 'The mark of the "Harbor Office" stays on every copy;'),
    ]


# --- recognition ------------------------------------------------------------------------------


def test_a_known_text_is_exact_whoever_holds_the_copyright() -> None:
    found = recognize(HARBOR.replace("2021 The Harbor Office", "2030 Somebody, Inc."), KNOWN)
    assert (found.kind, found.files, found.similarity) == ("exact", ("harbor.txt",), 1.0)
    assert (found.added, found.missing) == ((), ())


def test_texts_that_differ_in_nothing_are_all_named() -> None:
    twins = (*KNOWN, fingerprint("harbor-copy.txt", rewrapped(HARBOR, 40)))
    assert recognize(HARBOR.upper(), twins).files == ("harbor.txt", "harbor-copy.txt")
    assert recognize(f"{HARBOR}\n{ROYALTY}\n", twins).files == ("harbor.txt", "harbor-copy.txt")


def test_a_paragraph_about_revenue_at_the_end_makes_a_near_copy_and_is_shown() -> None:
    found = recognize(f"{HARBOR}\n{ROYALTY}\n", KNOWN)
    assert (found.kind, found.files) == ("near", ("harbor.txt",))
    assert 0.5 < found.similarity < 1
    assert [(a.first_line, a.last_line, a.text) for a in found.added] == [(15, 15, ROYALTY)]
    assert found.missing == ()


def test_a_section_in_the_middle_is_shown_with_its_quotes() -> None:
    section = '"Pilots" are asked\nbefore any chart is drawn over.'
    text = HARBOR.replace("2. A changed", f"{section}\n\n2. A changed")
    found = recognize(text, KNOWN)
    assert [(a.first_line, a.last_line, a.text) for a in found.added] == [(10, 11, section)]
    assert found.missing == ()


def test_much_that_is_added_to_a_whole_known_text_leaves_it_a_near_copy() -> None:
    more = "\n\n".join(f"Harbor number {n} asks a toll of its own." for n in range(90))
    found = recognize(f"{HARBOR}\n{more}", KNOWN)
    assert (found.kind, found.files) == ("near", ("harbor.txt",))
    assert found.similarity < 0.5
    assert len(found.added) == 1


def test_a_changed_clause_is_added_here_and_missing_there() -> None:
    found = recognize(HARBOR.replace("12 places", "99 places"), KNOWN)
    assert [a.text for a in found.added] == ["when, and in which 99 places."]
    assert [(m.first_line, m.last_line) for m in found.missing] == [(10, 10)]
    assert sum(a.words for a in found.added) == sum(m.words for m in found.missing)


def test_another_text_is_unknown() -> None:
    other = "Bread is baked on Mondays.\n\nWhoever wants a loaf brings a basket and a coin."
    found = recognize(other, KNOWN)
    assert (found.kind, found.files, found.similarity) == ("unknown", (), 0.0)


@pytest.mark.parametrize("text", ["", " \n\n", "***", "Copyright (c) 2024 Ann"])
def test_a_text_without_words_is_unknown(text: str) -> None:
    assert recognize(text, (*KNOWN, fingerprint("empty.txt", text))).kind == "unknown"


def test_nothing_known_knows_nothing() -> None:
    assert recognize(HARBOR, ()).kind == "unknown"


WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzäß許可", min_size=1, max_size=9), min_size=5, max_size=9
)


@st.composite
def documents(draw: st.DrawFn) -> list[str]:
    """Paragraphs of sentences; a number of its own keeps each apart from all others."""
    paragraphs = draw(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=4, max_size=8))
    number = 0
    texts = []
    for paragraph in paragraphs:
        sentences = []
        for words in paragraph:
            number += 1
            sentences.append(f"{' '.join(words)} with number{number}.")
        texts.append(" ".join(sentences))
    return texts


@given(documents(), WORDS, st.data())
def test_an_added_paragraph_is_always_found(
    paragraphs: list[str], words: list[str], data: st.DataObject
) -> None:
    added = " ".join(words) + " was added."
    at = data.draw(st.integers(0, len(paragraphs)))
    known = [fingerprint("known.txt", "\n\n".join(paragraphs))]
    changed = "\n\n".join([*paragraphs[:at], added, *paragraphs[at:]])
    found = recognize(rewrapped(changed, data.draw(st.integers(10, 90))), known)
    assert found.kind == "near"
    assert [" ".join(a.text.split()) for a in found.added] == [added]
    assert found.missing == ()


@given(documents(), st.data())
def test_a_deleted_unit_is_always_missing(paragraphs: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(paragraphs)
    known = fingerprint("known.txt", text)
    divided = divide(text)
    gone = data.draw(st.sampled_from(divided.units))
    left = divided.text[: gone.start] + divided.text[gone.end :]
    found = recognize(left, [known])
    if found.kind == "near":
        [missing] = found.missing
        assert (missing.first_line, missing.words) == (gone.line, gone.words)
        assert found.added == ()
    else:
        # Only when the one unit was most of the text.
        assert gone.words > known.words / 2


def test_the_work_is_bounded_whatever_the_text_holds() -> None:
    units = "\n\n".join(HARBOR for _ in range(MOST_UNITS // 8))
    assert recognize(units, KNOWN).kind == "unknown"
    assert recognize("(" * LONGEST_TEXT, KNOWN).kind == "unknown"
    assert recognize(HARBOR + " " * LONGEST_TEXT, KNOWN).kind == "unknown"
    assert recognize("\x00\ud800" * 1000, KNOWN).kind == "unknown"


# --- the form of the seeds --------------------------------------------------------------------


def test_units_are_read_as_they_were_written() -> None:
    for known in KNOWN:
        assert read_units(write_units(known.units)) == known.units
    assert read_units("") == ()


@pytest.mark.parametrize(
    "written",
    [
        "7",
        "7:3",
        "0:3:0123456789abcdef",
        "7:0:0123456789abcdef",
        "7:3:0123",
        "7:-3:0123456789abcdef",
        "7:3:0123456789ABCDEF",
        "7:3:0123456789abcdef:1",
    ],
)
def test_a_unit_of_another_form_is_named(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        read_units(f"1:1:0123456789abcdef {written}")


def seeded() -> list[Fingerprint]:
    with (ROOT / "seeds" / "license_fingerprints.csv").open(encoding="utf-8", newline="") as file:
        return [
            Fingerprint(row["file"], row["sha256"], row["raw_sha256"], read_units(row["units"]))
            for row in csv.DictReader(file)
        ]


def listed() -> dict[str, str]:
    with (ROOT / "seeds" / "license_texts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "found"]
    return {row["file"]: row["sha256"] for row in rows}


def test_every_text_that_was_read_has_a_fingerprint() -> None:
    assert {known.file: known.raw_sha256 for known in seeded()} == listed()
    assert all(known.units == tuple(sorted(known.units, key=by_line)) for known in seeded())


def by_line(unit: UnitMark) -> int:
    return unit.line


# --- the texts themselves, where they are at hand ------------------------------------------------


def real(file: str) -> str:
    return (TEXTS / file).read_bytes().decode("utf-8")


@needs_texts
def test_the_seeds_are_the_fingerprints_of_the_texts() -> None:
    assert seeded() == [fingerprint(file, real(file)) for file in sorted(listed())]


@needs_texts
@pytest.mark.parametrize("file", sorted(listed()))
def test_each_real_text_is_itself_however_it_is_wrapped(file: str) -> None:
    text, known = real(file), seeded()
    for shown in (text, rewrapped(text, 50), rewrapped(text, 10_000), text.upper()):
        found = recognize(shown, known)
        assert (found.kind, found.files) == ("exact", (file,))


@needs_texts
def test_a_display_paragraph_after_a_real_license_is_shown() -> None:
    others = [known for known in seeded() if known.file != "minimax-m2.txt"]
    found = recognize(real("minimax-m2.txt"), others)
    assert (found.kind, found.files, found.missing) == ("near", ("mit.txt",), ())
    assert [(a.first_line, a.last_line) for a in found.added] == [(23, 28)]
    assert found.added[0].text.startswith("Our only modification is that")
    assert found.added[0].text.endswith("of such product or\nservice.")


@needs_texts
def test_without_its_paragraph_it_is_the_license_it_began_as() -> None:
    for file, kind, added in (("minimax-m2.txt", "exact", []), ("kimi-k2.txt", "near", [1])):
        text = real(file)
        found = recognize(text[: text.index("Our only modification")], seeded())
        assert (found.kind, found.files) == (kind, ("mit.txt",))
        assert [a.first_line for a in found.added] == added


@needs_texts
def test_a_real_license_with_one_section_more_is_near_and_its_relative_is_itself() -> None:
    text = real("apache-2.0.txt").replace("   6. Trademarks.", f"   {ROYALTY}\n\n   6. Trademarks.")
    found = recognize(text, seeded())
    assert (found.kind, found.files, found.missing) == ("near", ("apache-2.0.txt",), ())
    assert [a.text for a in found.added] == [ROYALTY]
    assert recognize(real("lfm-1.0.txt"), seeded()).files == ("lfm-1.0.txt",)


@needs_texts
def test_every_statement_of_the_seeds_stands_on_its_line() -> None:
    with (ROOT / "seeds" / "terms_documents.csv").open(encoding="utf-8", newline="") as file:
        files = {(row["terms_id"], row["role"]): row["file"] for row in csv.DictReader(file)}
    for table in ("permissions", "conditions", "limitations", "ambiguities"):
        with (ROOT / "seeds" / f"terms_{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text = real(files[row["terms_id"], row["document"]])
                line = int(row["line"])
                assert locate(text, row["find"], line) == Located(Place.IN_PLACE, line), row


# --- places -----------------------------------------------------------------------------------


def test_a_string_on_its_line_is_in_place() -> None:
    assert locate(HARBOR, "nobody may cut it off", 8) == Located(Place.IN_PLACE, 8)
    assert locate(HARBOR, "who changed it", 10) == Located(Place.IN_PLACE, 10)


@pytest.mark.parametrize("find", ["THE mark  of", "the “Harbor Office”", " 'harbor office' "])
def test_case_blanks_and_quotes_do_not_count_for_a_place(find: str) -> None:
    assert locate(HARBOR, find, 8) == Located(Place.IN_PLACE, 8)


def test_a_string_over_a_line_break_is_in_place_on_each_line_it_touches() -> None:
    find = "as long as the rules"
    assert locate(HARBOR, find, 5) == Located(Place.IN_PLACE, 5)
    assert locate(HARBOR, find, 6) == Located(Place.IN_PLACE, 5)
    assert locate(HARBOR.replace("\n", "\r\n"), find, 7) == Located(Place.MOVED, 5)
    assert locate("您不得\n出售本图", "不得出售", 2) == Located(Place.IN_PLACE, 1)
    assert locate("您 不得 出售", "不得 出售", 1) == Located(Place.IN_PLACE, 1)


def test_the_nearest_occurrence_is_named() -> None:
    text = "\n".join("here" if line in {2, 30, 41} else "-" for line in range(1, 61))
    assert [locate(text, "here", line).line for line in (1, 15, 17, 35, 36, 60, 999)] == [
        *(2, 2, 30, 30, 41, 41, 41)
    ]
    assert locate(text, "here", 30) == Located(Place.IN_PLACE, 30)
    assert locate(text, "here", 999).place == "moved"
    assert locate(text, "here", -5) == Located(Place.MOVED, 2)


@pytest.mark.parametrize("find", ["the whale", "", "  ", "x" * (LONGEST_FIND + 1)])
def test_what_is_nowhere_is_stale(find: str) -> None:
    assert locate(HARBOR, find, 3) == Located(Place.STALE, None)
    assert locate("", find, 1) == Located(Place.STALE, None)


@given(documents(), st.integers(0, 60), st.data())
def test_a_line_that_moved_is_found_again(
    paragraphs: list[str], above: int, data: st.DataObject
) -> None:
    lines = "\n\n".join(paragraphs).split("\n")
    line = data.draw(st.integers(1, len(lines)))
    find = lines[line - 1]
    if not find:
        return
    moved = "\n".join([*["-"] * above, *lines])
    expected = Located(Place.MOVED if above else Place.IN_PLACE, line + above)
    assert locate(moved, find.upper(), line) == expected
    lines[line - 1] = ""
    assert locate("\n".join(lines), find, line).place == "stale"


def test_a_place_in_a_long_text_is_found_whatever_the_text_holds() -> None:
    assert locate("a" * 1_000_000, "a" * (LONGEST_FIND - 1) + "b", 1).place == "stale"
    assert locate("a " * 500_000 + "\nb", "a b", 9) == Located(Place.MOVED, 1)
