"""Legal situations and contradictions follow what is written to a catalog."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.catalog.derived import is_stale, refresh
from desktop.catalog.facet_code import values
from desktop.catalog.legal import LegalReader, modality_of
from desktop.catalog.reader import CatalogReader
from desktop.catalog.schema import MIGRATIONS, VERSION, migrate
from desktop.catalog.situations import all_situations, from_key, key_of
from desktop.core.contradictions.rules import contradictions
from desktop.core.licenses.modality import Modality
from desktop.core.licenses.situation import Situation
from desktop.core.search.query import CatalogQuery, Condition, Facet, Operator
from desktop.core.verdict.model_verdict import Judge
from desktop.core.verdict.profile import Profile, Purpose, Use
from desktop.core.verdict.verdict import Answer

SELL = Profile(uses=(Use.COMMERCIAL_PRODUCT,), purpose=Purpose.COMMERCIAL)


class Changing:
    """A catalog that a test writes to as the program does: change, then refresh."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA foreign_keys = ON")

    def do(self, sql: str, *parameters: object) -> None:
        self.connection.execute(sql, parameters)
        refresh(self.connection)

    def add(self, model: str, license_id: str | None = None, weights: str = "open") -> None:
        texts = [
            row[1]
            for row in self.connection.execute("PRAGMA table_info (models)")
            if row[2] == "TEXT" and row[3] and row[1] != "origin"
        ]
        known = {"id": model, "name": model, "hub_id": f"org/{model}", "weights": weights}
        columns = ", ".join([*texts, "license_id"])
        places = ", ".join("?" * (len(texts) + 1))
        told = [known.get(text, "") for text in texts]
        self.do(f"INSERT INTO models ({columns}) VALUES ({places})", *told, license_id)  # noqa: S608

    def build_on(self, model: str, base: str) -> None:
        known = {"model_id": model, "base_id": base, "base_name": base}
        rows = self.connection.execute("PRAGMA table_info (base_models)")
        texts = [row[1] for row in rows if row[2] == "TEXT" and row[3] and row[1] != "origin"]
        columns, places = ", ".join(texts), ", ".join("?" * len(texts))
        told = [known.get(text, "") for text in texts]
        self.do(f"INSERT INTO base_models ({columns}) VALUES ({places})", *told)  # noqa: S608

    def situation(self, model: str) -> Situation:
        """What the stored key of a model stands for."""
        row = self.connection.execute(
            "SELECT key FROM situations JOIN models ON situation = situations.number WHERE id = ?",
            (model,),
        ).fetchone()
        return from_key(row[0], LegalReader(self.connection))

    def license(self, model: str) -> str:
        return self.situation(model).named.license.id

    def answer(self, model: str, profile: Profile = SELL) -> Answer:
        return Judge(profile).answer(self.situation(model))

    def kinds(self, model: str) -> set[str]:
        rows = self.connection.execute(
            "SELECT kind FROM contradictions JOIN models ON number = model_number WHERE id = ?",
            (model,),
        )
        return {row[0] for row in rows}

    def check(self) -> None:
        """Everything stored is what working it out anew gives."""
        assert not is_stale(self.connection)
        legal = LegalReader(self.connection)
        rows = self.connection.execute(
            "SELECT id, models.number, key FROM models"
            " LEFT JOIN situations ON situation = situations.number"
        ).fetchall()
        for model, _, key in rows:
            found = legal.situation(model)
            assert found is not None
            assert key == key_of(found), model
            assert self.kinds(model) == {str(c.kind) for c in contradictions(found)}, model


@pytest.fixture
def catalog(own_catalog: Path) -> Iterator[Changing]:
    opened = Changing(own_catalog)
    yield opened
    opened.connection.close()


def test_a_new_catalog_has_every_model_in_its_situation(catalog: Changing) -> None:
    catalog.check()


def test_a_model_that_changes_its_license_changes_its_situation(catalog: Changing) -> None:
    catalog.add("one", "apache-2.0")
    assert catalog.answer("one") is Answer.YES
    catalog.do("UPDATE models SET license_id = 'cc-by-nc-4.0' WHERE id = 'one'")
    assert catalog.answer("one") is Answer.NO
    catalog.do("UPDATE models SET license_id = NULL WHERE id = 'one'")
    assert catalog.answer("one") is Answer.ASK
    catalog.do("UPDATE models SET weights = 'api-only' WHERE id = 'one'")
    assert catalog.situation("one").weights == "api-only"
    catalog.do("UPDATE models SET input_modalities = 'text;image' WHERE id = 'one'")
    assert catalog.situation("one").modality is Modality.MULTIMODAL
    catalog.check()


def test_a_base_that_changes_its_license_changes_all_that_are_built_on_it(
    catalog: Changing,
) -> None:
    for model in ("base", "child", "grandchild"):
        catalog.add(model, "apache-2.0")
    catalog.build_on("child", "base")
    catalog.build_on("grandchild", "child")
    assert catalog.answer("grandchild") is Answer.YES
    assert catalog.kinds("grandchild") == set()
    catalog.do("UPDATE models SET license_id = 'cc-by-nc-4.0' WHERE id = 'base'")
    assert catalog.answer("grandchild") is catalog.answer("child") is Answer.NO
    assert catalog.kinds("grandchild") == catalog.kinds("child") == {"license-laundering"}
    catalog.check()


def test_a_base_that_is_added_or_taken_away_changes_its_child(catalog: Changing) -> None:
    catalog.add("base", "cc-by-nc-4.0")
    catalog.add("child", "mit")
    catalog.build_on("child", "base")
    assert catalog.answer("child") is Answer.NO
    catalog.do("UPDATE base_models SET base_id = '' WHERE model_id = 'child'")
    assert catalog.answer("child") is Answer.ASK
    catalog.do("DELETE FROM base_models WHERE model_id = 'child'")
    assert catalog.answer("child") is Answer.YES
    catalog.check()


def test_a_base_that_is_deleted_leaves_its_descendants_with_one_that_nothing_is_known_of(
    catalog: Changing,
) -> None:
    for model in ("base", "child", "grandchild"):
        catalog.add(model, "mit")
    catalog.build_on("child", "base")
    catalog.build_on("grandchild", "child")
    assert catalog.answer("grandchild") is Answer.YES
    catalog.do("DELETE FROM models WHERE id = 'base'")
    assert catalog.answer("child") is catalog.answer("grandchild") is Answer.ASK
    catalog.check()
    catalog.add("base", "cc-by-nc-4.0")
    assert catalog.answer("child") is catalog.answer("grandchild") is Answer.NO
    catalog.check()


def test_a_model_that_is_deleted_takes_its_contradictions_with_it(catalog: Changing) -> None:
    catalog.add("one", "apache-2.0")
    catalog.do("UPDATE models SET hub_id = '' WHERE id = 'one'")
    count = "SELECT count(*) FROM contradictions"
    before = catalog.connection.execute(count).fetchone()[0]
    assert catalog.kinds("one") == {"nowhere-to-download"}
    catalog.do("DELETE FROM models WHERE id = 'one'")
    assert catalog.connection.execute(count).fetchone()[0] == before - 1
    catalog.check()


def test_a_conflict_of_facts_that_is_added_or_taken_away_changes_the_situation(
    catalog: Changing,
) -> None:
    catalog.add("one", "apache-2.0")
    catalog.do(
        "INSERT INTO fact_conflicts"
        " (model_id, field, value_used, source_used, other_value, other_source)"
        " VALUES ('one', 'license_id', 'apache-2.0', 'Hub card', 'cc-by-nc-4.0', 'LICENSE file')"
    )
    assert catalog.answer("one") is Answer.ASK
    assert catalog.kinds("one")
    catalog.check()
    catalog.do("DELETE FROM fact_conflicts WHERE model_id = 'one'")
    assert catalog.answer("one") is Answer.YES
    assert catalog.kinds("one") == set()
    catalog.check()


def test_a_conflict_about_another_fact_changes_nothing(catalog: Changing) -> None:
    catalog.add("one", "apache-2.0")
    catalog.do(
        "INSERT INTO fact_conflicts"
        " (model_id, field, value_used, source_used, other_value, other_source)"
        " VALUES ('one', 'release_date', '2024', 'a', '2025', 'b')"
    )
    assert catalog.answer("one") is Answer.YES
    assert catalog.kinds("one") == set()


def test_a_repository_that_is_found_ends_the_contradiction(catalog: Changing) -> None:
    catalog.add("one", "apache-2.0")
    catalog.do("UPDATE models SET hub_id = '' WHERE id = 'one'")
    assert catalog.kinds("one") == {"nowhere-to-download"}
    catalog.do("UPDATE models SET hub_id = 'org/one' WHERE id = 'one'")
    assert catalog.kinds("one") == set()


@pytest.mark.parametrize("ring", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_bases_that_go_round_in_a_circle_are_a_question(catalog: Changing, ring: list[str]) -> None:
    for model in ring:
        catalog.add(model, "mit")
    for model, base in zip(ring, [*ring[1:], ring[0]], strict=True):
        catalog.build_on(model, base)
    for model in ring:
        assert catalog.answer(model) is Answer.ASK
        found = LegalReader(catalog.connection).situation(model)
        assert found is not None
        assert "base-cycle" in {f.kind for f in Judge(SELL).model(found).flags}
    catalog.check()


def test_a_chain_of_thirty_bases_ends_in_a_question(catalog: Changing) -> None:
    for step in range(30):
        catalog.add(f"m{step}", "mit")
        if step:
            catalog.build_on(f"m{step}", f"m{step - 1}")
    assert catalog.answer("m11") is Answer.YES
    assert catalog.answer("m29") is Answer.ASK
    catalog.do("UPDATE models SET license_id = 'cc-by-nc-4.0' WHERE id = 'm25'")
    assert catalog.answer("m29") is Answer.NO
    catalog.check()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("", None),
        ("text", Modality.TEXT),
        ("text;image", Modality.MULTIMODAL),
        ("image", Modality.MULTIMODAL),
        (";", None),
    ],
)
def test_what_takes_in_more_than_text_is_multimodal(text: str, modality: Modality | None) -> None:
    assert modality_of(text) is modality


def test_models_that_share_a_situation_share_its_number(catalog: Changing) -> None:
    for model in ("one", "two", "three"):
        catalog.add(model, "mit" if model != "three" else "apache-2.0")
    numbers = dict(catalog.connection.execute("SELECT id, situation FROM models"))
    assert numbers["one"] == numbers["two"] != numbers["three"]
    count = catalog.connection.execute("SELECT count(*) FROM situations").fetchone()[0]
    assert count < len(numbers) / 2


def test_a_situation_beyond_the_bits_of_the_facets_disturbs_none_of_them(
    catalog: Changing,
) -> None:
    sql = (
        "SELECT facet_code, weights, substr(release_date, 1, 4), claim_count, situation"
        " FROM models ORDER BY number"
    )
    rows = catalog.connection.execute(sql).fetchall()
    assert max(row[4] for row in rows) > 20
    for code, weights, year, claims, situation in rows:
        assert code >> 28 == situation
        assert values(code, Facet.WEIGHTS) == (weights,)
        assert values(code, Facet.YEAR) == (year,)
        assert values(code, Facet.SCORES) == ("yes" if claims else "no",)
    catalog.connection.execute("UPDATE models SET situation = 1000000 WHERE id = 'gpt-4o'")
    code, year = catalog.connection.execute(
        "SELECT facet_code, substr(release_date, 1, 4) FROM models WHERE id = 'gpt-4o'"
    ).fetchone()
    assert code >> 28 == 1_000_000
    assert values(code, Facet.YEAR) == (year,)


@pytest.fixture
def of_version_3(own_catalog: Path, tmp_path: Path) -> Path:
    """The real catalog as the program of version 3 would have it: without what came later."""
    path = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for number, script in enumerate(MIGRATIONS[:3], 1):
            old.executescript(script)
            old.execute(f"PRAGMA user_version = {number}")
        old.execute("PRAGMA application_id = 0x57424347")
        old.execute("PRAGMA foreign_keys = OFF")
        old.execute("ATTACH ? AS new", (str(own_catalog),))
        tables = [
            row[0]
            for row in old.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
            if not row[0].startswith(("sqlite_", "model_words", "stale_", "words", "headlines"))
        ]
        for table in tables:
            own = [r[1] for r in old.execute(f"PRAGMA main.table_info ({table})")]
            columns = ", ".join(f'"{name}"' for name in own)
            old.execute(f"DELETE FROM main.{table}")  # noqa: S608
            old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")  # noqa: S608
        old.execute("DETACH new")
    return path


def test_a_catalog_of_version_3_gets_situations_that_answer(of_version_3: Path) -> None:
    with closing(sqlite3.connect(of_version_3, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        migrate(connection)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert len(all_situations(connection)) > 20
        without = "SELECT count(*) FROM models WHERE situation = 0"
        assert connection.execute(without).fetchone() == (0,)
    catalog = Changing(of_version_3)
    catalog.check()
    assert catalog.answer("falcon-40b") is Answer.YES
    assert catalog.answer("qwen-vl-max") is Answer.ASK
    catalog.connection.close()
    with closing(CatalogReader(of_version_3)) as reader:
        asked = Condition("allow", Operator.HAS, "host-service")
        ids = reader.ids(CatalogQuery(conditions=(asked,)))
        assert "falcon-40b" in ids
        assert "falcon-180b" not in ids
        assert dict(reader.facet_counts(CatalogQuery())[Facet.YEAR])["2024"] > 50
