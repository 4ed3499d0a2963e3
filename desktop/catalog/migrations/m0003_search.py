"""Version 3: what makes a list of a million models quick; records that were left out."""

# A column with triggers, not a generated one: SQLite does not take an index with one for covering,
# which made counting eighteen times slower.
CODE = """(
    CASE weights WHEN 'open' THEN 1 WHEN 'api-only' THEN 2 WHEN 'unreleased' THEN 3 ELSE 0 END
    + 4 * (claim_count > 0)
    + 8 * CASE openness
        WHEN 'open-source' THEN 1 WHEN 'unrestricted-weights' THEN 2 WHEN 'use-restricted' THEN 3
        WHEN 'community-restricted' THEN 4 WHEN 'non-commercial' THEN 5 WHEN 'api-only' THEN 6
        WHEN 'unknown' THEN 7 ELSE 0 END
    + 128 * (instr(';' || input_modalities || ';', ';text;') > 0)
    + 256 * (instr(';' || input_modalities || ';', ';image;') > 0)
    + 512 * (instr(';' || input_modalities || ';', ';video;') > 0)
    + 1024 * (instr(';' || input_modalities || ';', ';audio;') > 0)
    + 2048 * (instr(';' || input_modalities || ';', ';pdf;') > 0)
    + 65536 * CAST(substr(release_date, 1, 4) AS INTEGER)
)"""

# Every order has words and facets with it: looking them up in the rows costs 3 to 6 microseconds
# for each model that is walked past, reading them in the index 0.15.
REST = "name COLLATE NOCASE, id, facet_code, words"

SQL = f"""
CREATE TABLE problems (
    id INTEGER PRIMARY KEY, file TEXT NOT NULL, line INTEGER NOT NULL, column_name TEXT NOT NULL,
    found TEXT NOT NULL, expected TEXT NOT NULL
) STRICT;

CREATE TABLE headlines (
    model_number INTEGER NOT NULL REFERENCES models (number) ON DELETE CASCADE,
    benchmark_id TEXT NOT NULL REFERENCES benchmarks (id) ON DELETE CASCADE,
    value REAL NOT NULL, claim_id TEXT NOT NULL, certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
    PRIMARY KEY (model_number, benchmark_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX headlines_by_value ON headlines (benchmark_id, value);

CREATE TABLE words (word TEXT PRIMARY KEY, models INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stale_models (number INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
CREATE TABLE stale_benchmarks (benchmark_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

DROP TRIGGER models_after_insert;
DROP TRIGGER models_after_delete;
DROP TRIGGER models_after_update;
DROP TABLE model_search;
DROP INDEX models_by_name;
DROP INDEX models_by_organization;

ALTER TABLE models ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE models ADD COLUMN facet_code INTEGER NOT NULL DEFAULT 0;

UPDATE models SET facet_code = {CODE};
CREATE TRIGGER models_code_insert AFTER INSERT ON models BEGIN
    UPDATE models SET facet_code = {CODE} WHERE number = new.number;
END;
CREATE TRIGGER models_code_update
AFTER UPDATE OF weights, claim_count, openness, input_modalities, release_date ON models BEGIN
    UPDATE models SET facet_code = {CODE} WHERE number = new.number;
END;

CREATE INDEX models_by_name ON models (name COLLATE NOCASE, id, facet_code, words);
CREATE INDEX models_by_organization ON models (organization COLLATE NOCASE, {REST});
CREATE INDEX models_by_release ON models (release_date, {REST});
CREATE INDEX models_by_weights ON models (weights, {REST});
CREATE INDEX models_by_openness ON models (openness, {REST});
CREATE INDEX models_by_license ON models (license_id, {REST});
CREATE INDEX models_by_parameters ON models (parameters_total, {REST});
CREATE INDEX models_by_context ON models (context_tokens, {REST});
CREATE INDEX models_by_claims ON models (claim_count, {REST});
CREATE INDEX models_by_facets ON models (facet_code, words);
CREATE INDEX models_by_owner ON models (organization, facet_code, words);

CREATE VIRTUAL TABLE model_words USING fts5 (
    words, content = 'models', content_rowid = 'number', detail = none, columnsize = 0,
    prefix = '1 2 3', tokenize = 'ascii'
);
CREATE TRIGGER model_words_insert AFTER INSERT ON models WHEN new.words <> '' BEGIN
    INSERT INTO model_words (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER model_words_delete AFTER DELETE ON models WHEN old.words <> '' BEGIN
    INSERT INTO model_words (model_words, rowid, words) VALUES ('delete', old.number, old.words);
END;
CREATE TRIGGER model_words_update AFTER UPDATE OF words ON models BEGIN
    INSERT INTO model_words (model_words, rowid, words)
    SELECT 'delete', old.number, old.words WHERE old.words <> '';
    INSERT INTO model_words (rowid, words) SELECT new.number, new.words WHERE new.words <> '';
END;

CREATE TRIGGER models_stale_insert AFTER INSERT ON models WHEN new.words = '' BEGIN
    INSERT OR IGNORE INTO stale_models VALUES (new.number, '');
END;
CREATE TRIGGER models_stale_update AFTER UPDATE OF id, name, organization, family, hub_id ON models
BEGIN
    INSERT OR IGNORE INTO stale_models VALUES (old.number, old.words);
END;
CREATE TRIGGER models_stale_delete AFTER DELETE ON models BEGIN
    INSERT OR IGNORE INTO stale_models VALUES (old.number, old.words);
END;
CREATE TRIGGER claims_stale_insert AFTER INSERT ON claims BEGIN
    INSERT OR IGNORE INTO stale_benchmarks VALUES (new.benchmark_id);
    INSERT OR IGNORE INTO stale_models SELECT number, words FROM models WHERE id = new.model_id;
END;
CREATE TRIGGER claims_stale_update AFTER UPDATE ON claims BEGIN
    INSERT OR IGNORE INTO stale_benchmarks VALUES (old.benchmark_id), (new.benchmark_id);
    INSERT OR IGNORE INTO stale_models
    SELECT number, words FROM models WHERE id IN (old.model_id, new.model_id);
END;
CREATE TRIGGER claims_stale_delete AFTER DELETE ON claims BEGIN
    INSERT OR IGNORE INTO stale_benchmarks VALUES (old.benchmark_id);
    INSERT OR IGNORE INTO stale_models SELECT number, words FROM models WHERE id = old.model_id;
END;
CREATE TRIGGER sources_stale_insert AFTER INSERT ON claim_sources BEGIN
    INSERT OR IGNORE INTO stale_benchmarks
    SELECT benchmark_id FROM claims WHERE id = new.claim_id;
END;
CREATE TRIGGER sources_stale_delete AFTER DELETE ON claim_sources BEGIN
    INSERT OR IGNORE INTO stale_benchmarks
    SELECT benchmark_id FROM claims WHERE id = old.claim_id;
END;
CREATE TRIGGER benchmarks_stale_update AFTER UPDATE ON benchmarks BEGIN
    INSERT OR IGNORE INTO stale_benchmarks VALUES (new.id);
END;

INSERT INTO stale_models SELECT number, '' FROM models;
INSERT INTO stale_benchmarks SELECT DISTINCT benchmark_id FROM claims;
"""
"""The ``stale_*`` tables name what must be worked out anew after a change: search words, counts and
headline figures are not something that SQL alone can say."""
