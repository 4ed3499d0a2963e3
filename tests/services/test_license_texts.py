from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.errors import CatalogError, DamagedCatalogError, NotFoundError, TextError
from desktop.core.licenses.license import Reference
from desktop.core.licenses.stored_text import Brought
from desktop.core.licenses.text_claims import state_of
from desktop.core.licenses.text_match import RecognitionKind, fingerprint, write_units
from desktop.core.licenses.text_place import Place
from desktop.services.license_texts import LicenseTexts

LICENSE = """Gemma Terms of Use

1. You may use the model for any lawful purpose, with or without payment to anybody.
2. You must hand on a copy of this agreement to every recipient of the model weights.
3. We may end this agreement when you break one of its sections in any material way.
"""
POLICY = """Prohibited uses

1. You may not use the model to break the law, or to help anybody else break the law.
2. You may not pass off what the model wrote as the work of a human being, ever again.
"""
OTHER = "A recipe for pancakes: take flour, eggs and milk, and stir until no lump is left in it."


@pytest.fixture
def catalog(catalog_path: Path, tmp_path: Path) -> Path:
    """A catalog that knows texts of ours as those of Gemma, for no real one comes with it."""
    path = Path(shutil.copy(catalog_path, tmp_path / "own.sqlite3"))
    with closing(sqlite3.connect(path)) as connection:
        for file, text in (("gemma.txt", LICENSE), ("gemma.use-policy.txt", POLICY)):
            known = fingerprint(file, text)
            connection.execute(
                "UPDATE license_fingerprints SET sha256 = ?, raw_sha256 = ?, units = ?"
                " WHERE file = ?",
                (known.sha256, known.raw_sha256, write_units(known.units), file),
            )
        connection.commit()
    return path


@pytest.fixture
def texts(catalog: Path) -> Iterator[LicenseTexts]:
    hours = count()
    start = datetime(2026, 11, 25, 12, tzinfo=UTC)
    with closing(CatalogReader(catalog)) as reader:
        yield LicenseTexts(reader, lambda: start + timedelta(hours=next(hours)))


def file(tmp_path: Path, content: str | bytes, name: str = "LICENSE") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def at(line: int, find: str, document: str = "license") -> Reference:
    return Reference(document, str(line), line, find, "a note")


def test_no_text_comes_with_the_catalog(texts: LicenseTexts) -> None:
    assert texts.all() == ()
    assert texts.stored("gemma") == ()
    claim = texts.claim("gemma", at(3, "lawful"))
    assert (claim.stored, claim.located) == (None, None)


def test_a_known_text_stands_for_its_document_whatever_it_is_called(
    texts: LicenseTexts, tmp_path: Path
) -> None:
    path = file(tmp_path, LICENSE)
    stored = texts.import_file(path)
    assert (stored.file, stored.recognition.kind) == ("gemma.txt", RecognitionKind.EXACT)
    assert (stored.brought, stored.where) == (Brought.IMPORTED, str(path))
    assert stored.when == "2026-11-25T12:00:00Z"
    assert texts.stored("gemma") == texts.all() == (stored,)
    policy = texts.import_file(file(tmp_path, POLICY))
    assert policy.file == "gemma.use-policy.txt"
    assert texts.stored("gemma") == (policy, stored)


def test_a_near_copy_stands_for_the_text_it_is_near_even_if_the_user_says_otherwise(
    texts: LicenseTexts, tmp_path: Path
) -> None:
    changed = LICENSE.replace(
        "2. You must", "And now for something new, said nowhere.\n\n2. You must"
    )
    stored = texts.import_file(file(tmp_path, changed), "mit")
    assert (stored.file, stored.recognition.kind) == ("gemma.txt", RecognitionKind.NEAR)
    assert [a.text for a in stored.recognition.added] != []
    assert texts.stored("mit") == ()
    assert texts.stored("gemma") == (stored,)


def test_an_unknown_text_stands_for_the_license_that_the_user_names(
    texts: LicenseTexts, tmp_path: Path
) -> None:
    path = file(tmp_path, OTHER)
    unnamed = texts.import_file(path)
    assert (unnamed.file, unnamed.recognition.kind) == ("", RecognitionKind.UNKNOWN)
    assert texts.stored("gemma") == ()
    named = texts.import_file(path, "gemma")
    assert (named.file, named.recognition.kind) == ("gemma.txt", RecognitionKind.UNKNOWN)
    assert texts.stored("gemma") == (named,)
    assert len(texts.all()) == 2
    with pytest.raises(NotFoundError):
        texts.import_file(path, "no-such-terms")


def test_a_claim_is_in_place_moved_or_stale(texts: LicenseTexts, tmp_path: Path) -> None:
    texts.import_file(file(tmp_path, "\n\n" + LICENSE.replace("recipient", "reader")))
    found = {
        find: texts.claim("gemma", at(line, find)).located
        for line, find in ((3, "lawful purpose"), (6, "copy of this"), (4, "every recipient"))
    }
    assert [(f.place, f.line) for f in found.values() if f] == [
        (Place.MOVED, 5),
        (Place.IN_PLACE, 6),
        (Place.STALE, None),
    ]
    assert texts.claim("gemma", at(3, "law", "use-policy")).stored is None


def test_the_known_text_goes_before_a_later_copy_that_differs(
    texts: LicenseTexts, tmp_path: Path
) -> None:
    exact = texts.import_file(file(tmp_path, LICENSE))
    near = texts.import_file(file(tmp_path, LICENSE.replace("any lawful", "no lawful"), "NEW"))
    assert texts.stored("gemma") == (near, exact)
    assert texts.claim("gemma", at(3, "lawful")).stored == exact
    texts.remove(exact.sha256)
    assert texts.claim("gemma", at(3, "lawful")).stored == near


def test_all_statements_of_a_reading_are_looked_for(catalog: Path, tmp_path: Path) -> None:
    with closing(CatalogReader(catalog)) as reader:
        texts = LicenseTexts(reader)
        terms = reader.terms(["gemma"])["gemma"]
        stored = texts.import_file(file(tmp_path, OTHER), "gemma")
        state = state_of(terms, stored)
    of_license = [t for t in state.terms if t.claim.reference.document == "license"]
    assert state.terms == tuple(of_license)
    assert len(state.at(Place.STALE)) == len(state.terms) > 10


def test_the_same_text_again_is_one_text_seen_last_now(texts: LicenseTexts, tmp_path: Path) -> None:
    first = texts.import_file(file(tmp_path, LICENSE))
    texts.import_file(file(tmp_path, POLICY, "POLICY"))
    again = texts.import_file(file(tmp_path, LICENSE))
    assert again.sha256 == first.sha256
    assert [t.file for t in texts.all()] == ["gemma.txt", "gemma.use-policy.txt"]
    assert texts.all()[0].when == again.when > first.when


def test_a_text_can_be_removed_and_brought_again(texts: LicenseTexts, tmp_path: Path) -> None:
    path = file(tmp_path, LICENSE)
    stored = texts.import_file(path)
    texts.remove(stored.sha256)
    assert texts.all() == ()
    with pytest.raises(NotFoundError):
        texts.remove(stored.sha256)
    texts.import_file(path)
    assert len(texts.all()) == 1


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbf" + LICENSE.encode(), LICENSE),
        (b"\xff\xfe" + LICENSE.encode("utf-16-le"), LICENSE),
        (b"\xfe\xff" + LICENSE.encode("utf-16-be"), LICENSE),
        (LICENSE.replace("\n", "\r\n").encode(), LICENSE.replace("\n", "\r\n")),
    ],
)
def test_marks_and_line_ends_of_other_systems_make_no_other_text(
    texts: LicenseTexts, tmp_path: Path, content: bytes, text: str
) -> None:
    stored = texts.import_file(file(tmp_path, content))
    assert stored.text == text
    assert stored.recognition.kind is RecognitionKind.EXACT
    assert texts.all() == (stored,)
    located = texts.claim("gemma", at(4, "copy of this")).located
    assert located is not None
    assert located.place is Place.IN_PLACE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"MIT\0License", "binary"),
        (b"caf\xe9", "UTF-8"),
        (b"\xff\xfeM", "UTF-16"),
        (b"\xff\xfe\x00\x00M\x00\x00\x00", "binary"),
        (b"\xff\xfe\x00\xd8", "UTF-16"),
        (b"a" * 2_000_001, "2,000,000 bytes"),
    ],
)
def test_what_is_no_text_is_told_and_not_kept(
    texts: LicenseTexts, tmp_path: Path, content: bytes, says: str
) -> None:
    with pytest.raises(TextError, match=says):
        texts.import_file(file(tmp_path, content))
    assert texts.all() == ()


def test_what_is_no_file_is_told(texts: LicenseTexts, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, says in (
        (tmp_path, "folder"),
        (tmp_path / "none", "no such file"),
        (tmp_path / "pipe", "no file"),
        (tmp_path / ("a" * 300), "cannot be read"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(TextError, match=says):
            texts.import_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(texts: LicenseTexts, tmp_path: Path) -> None:
    path = file(tmp_path, LICENSE)
    path.chmod(0)
    with pytest.raises(TextError, match="may not read"):
        texts.import_file(path)


def test_a_canceled_import_keeps_nothing(texts: LicenseTexts, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CanceledError):
        texts.import_file(file(tmp_path, LICENSE), token=token)
    assert texts.all() == ()


def test_a_long_text_of_no_license_is_kept_as_unknown(texts: LicenseTexts, tmp_path: Path) -> None:
    stored = texts.import_file(file(tmp_path, "word " * 390_000))
    assert stored.recognition.kind is RecognitionKind.UNKNOWN


def test_a_name_that_is_no_text_can_be_kept(texts: LicenseTexts, tmp_path: Path) -> None:
    stored = texts.import_file(file(tmp_path, LICENSE, os.fsdecode(b"LIC\xff")))
    assert texts.all() == (stored,)


def test_a_text_that_was_changed_in_the_file_is_damage(
    texts: LicenseTexts, catalog: Path, tmp_path: Path
) -> None:
    texts.import_file(file(tmp_path, LICENSE))
    with closing(sqlite3.connect(catalog)) as connection:
        connection.execute("UPDATE stored_texts SET content = zeroblob(size)")
        connection.commit()
    with pytest.raises(DamagedCatalogError):
        texts.all()


def test_a_catalog_in_use_is_told_and_nothing_is_half_written(
    texts: LicenseTexts, catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.catalog.license_texts.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(catalog, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CatalogError, match="locked"):
            texts.import_file(file(tmp_path, LICENSE))
        other.rollback()
    assert texts.all() == ()


KILLED = """
import os, sys
from pathlib import Path
from desktop.catalog import license_texts
from desktop.catalog.reader import CatalogReader
from desktop.services.license_texts import LicenseTexts

texts = LicenseTexts(CatalogReader(Path(sys.argv[1])))
texts.import_file(Path(sys.argv[2]))
real = license_texts.TextShelf._writing

def killed(self):
    context = real(self)
    connection = context.__enter__()
    connection.execute("DELETE FROM stored_texts")
    os.kill(os.getpid(), 9)

license_texts.TextShelf._writing = killed
texts.import_file(Path(sys.argv[3]))
"""


def test_a_kill_loses_nothing_and_leaves_nothing_half_done(
    texts: LicenseTexts, catalog: Path, tmp_path: Path
) -> None:
    one, two = file(tmp_path, LICENSE, "one"), file(tmp_path, POLICY, "two")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(catalog), str(one), str(two)], check=False
    )
    assert done.returncode == -9
    assert [t.file for t in texts.all()] == ["gemma.txt"]
    with closing(CatalogReader(catalog)) as reader:
        assert reader.check() == []


def test_two_programs_may_bring_texts_at_once(
    texts: LicenseTexts, catalog: Path, tmp_path: Path
) -> None:
    with closing(CatalogReader(catalog)) as reader:
        other = LicenseTexts(reader)
        other.import_file(file(tmp_path, LICENSE, "one"))
        texts.import_file(file(tmp_path, POLICY, "two"))
        assert {t.file for t in other.all()} == {t.file for t in texts.all()}
        assert len(other.all()) == 2
