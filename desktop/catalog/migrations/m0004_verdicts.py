"""Version 4: what verdicts need: base models, legal situations, contradictions, license texts."""

from desktop.catalog.migrations.m0003_search import CODE as CODE_OF_3

# The situation goes into the code of the facets: every order's index has that code, so that a
# filter by verdict looks no row up.
CODE = f"{CODE_OF_3} + 268435456 * situation"
_WATCHED = "weights, claim_count, openness, input_modalities, release_date, situation"
_LEGAL = "weights, weights_source, license_id, license_source, input_modalities"

SQL = f"""
ALTER TABLE terms_limitations ADD COLUMN background_excepted INTEGER;
ALTER TABLE terms_ambiguities ADD COLUMN touches TEXT NOT NULL DEFAULT '';

CREATE TABLE base_models (
    id INTEGER PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES models (id) ON DELETE CASCADE,
    base_id TEXT NOT NULL, base_name TEXT NOT NULL, base_license TEXT NOT NULL,
    base_license_source TEXT NOT NULL DEFAULT '',
    relation TEXT NOT NULL, part TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'seed'
) STRICT;
CREATE INDEX base_models_by_model ON base_models (model_id);
CREATE INDEX base_models_by_base ON base_models (base_id);

CREATE TABLE situations (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE contradictions (
    model_number INTEGER NOT NULL REFERENCES models (number) ON DELETE CASCADE,
    kind TEXT NOT NULL, PRIMARY KEY (model_number, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradictions_by_kind ON contradictions (kind);
CREATE INDEX fact_conflicts_by_field ON fact_conflicts (field, model_id);

ALTER TABLE models ADD COLUMN situation INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER models_code_insert;
DROP TRIGGER models_code_update;
CREATE TRIGGER models_code_insert AFTER INSERT ON models BEGIN
    UPDATE models SET facet_code = {CODE} WHERE number = new.number;
END;
CREATE TRIGGER models_code_update AFTER UPDATE OF {_WATCHED} ON models BEGIN
    UPDATE models SET facet_code = {CODE} WHERE number = new.number;
END;

CREATE TRIGGER models_stale_legal AFTER UPDATE OF {_LEGAL} ON models BEGIN
    INSERT OR IGNORE INTO stale_models VALUES (new.number, new.words);
END;
CREATE TRIGGER base_models_stale_insert AFTER INSERT ON base_models BEGIN
    INSERT OR IGNORE INTO stale_models SELECT number, words FROM models WHERE id = new.model_id;
END;
CREATE TRIGGER base_models_stale_update AFTER UPDATE ON base_models BEGIN
    INSERT OR IGNORE INTO stale_models
    SELECT number, words FROM models WHERE id IN (old.model_id, new.model_id);
END;
CREATE TRIGGER base_models_stale_delete AFTER DELETE ON base_models BEGIN
    INSERT OR IGNORE INTO stale_models SELECT number, words FROM models WHERE id = old.model_id;
END;
CREATE TRIGGER fact_conflicts_stale_insert AFTER INSERT ON fact_conflicts BEGIN
    INSERT OR IGNORE INTO stale_models SELECT number, words FROM models WHERE id = new.model_id;
END;
CREATE TRIGGER fact_conflicts_stale_update AFTER UPDATE ON fact_conflicts BEGIN
    INSERT OR IGNORE INTO stale_models
    SELECT number, words FROM models WHERE id IN (old.model_id, new.model_id);
END;
CREATE TRIGGER fact_conflicts_stale_delete AFTER DELETE ON fact_conflicts BEGIN
    INSERT OR IGNORE INTO stale_models SELECT number, words FROM models WHERE id = old.model_id;
END;

CREATE TABLE license_fingerprints (
    file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, raw_sha256 TEXT NOT NULL, units TEXT NOT NULL
) STRICT;

CREATE TABLE stored_texts (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL, size INTEGER NOT NULL CHECK (size = length(content))
) STRICT;
CREATE TABLE stored_text_sightings (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES stored_texts (sha256) ON DELETE CASCADE,
    file TEXT NOT NULL, terms_id TEXT NOT NULL,
    brought TEXT NOT NULL CHECK (brought IN ('imported', 'fetched')),
    place TEXT NOT NULL, seen_at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'unknown')),
    similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    UNIQUE (sha256, terms_id, brought, place)
) STRICT;
CREATE INDEX stored_text_sightings_by_file ON stored_text_sightings (file);

INSERT OR IGNORE INTO stale_models SELECT number, words FROM models;
"""
"""A situation is everything about a model that a verdict can depend on besides the profile; models
that share one share their verdict. ``stale_models`` now also names those whose situation changed.
"""
