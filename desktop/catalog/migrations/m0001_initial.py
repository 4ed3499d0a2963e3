"""Version 1: the first catalog."""

SQL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE vocabulary (
    kind TEXT NOT NULL, term TEXT NOT NULL, definition TEXT NOT NULL,
    rank INTEGER, spectrum TEXT NOT NULL,
    PRIMARY KEY (kind, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE collections (
    id TEXT PRIMARY KEY, what TEXT NOT NULL, repository TEXT NOT NULL, "commit" TEXT NOT NULL,
    dated TEXT NOT NULL, license TEXT NOT NULL, used_for TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'seed' CHECK (origin IN ('seed', 'hub', 'import', 'user'))
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT NOT NULL, via TEXT NOT NULL,
    published TEXT NOT NULL, date_basis TEXT NOT NULL, retrieved_from TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'seed' CHECK (origin IN ('seed', 'hub', 'import', 'user'))
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, hub_id TEXT NOT NULL, aliases TEXT NOT NULL,
    spdx_id TEXT NOT NULL, scancode_key TEXT NOT NULL, family TEXT NOT NULL, version TEXT NOT NULL,
    published TEXT NOT NULL, date_basis TEXT NOT NULL, steward TEXT NOT NULL, url TEXT NOT NULL,
    supersedes TEXT NOT NULL, superseded_by TEXT NOT NULL,
    osi_approved INTEGER NOT NULL CHECK (osi_approved IN (0, 1)),
    openness_class TEXT NOT NULL, spectrum TEXT NOT NULL, covers TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'seed' CHECK (origin IN ('seed', 'hub', 'import', 'user'))
) STRICT, WITHOUT ROWID;

CREATE TABLE terms_permissions (
    id INTEGER PRIMARY KEY, terms_id TEXT NOT NULL REFERENCES terms (id),
    permission TEXT NOT NULL, value TEXT NOT NULL,
    document TEXT NOT NULL, section TEXT NOT NULL, line INTEGER NOT NULL CHECK (line > 0),
    find TEXT NOT NULL, note TEXT NOT NULL,
    UNIQUE (terms_id, permission)
) STRICT;

CREATE TABLE terms_conditions (
    id INTEGER PRIMARY KEY, terms_id TEXT NOT NULL REFERENCES terms (id),
    type TEXT NOT NULL, triggers TEXT NOT NULL, wording TEXT NOT NULL, url TEXT NOT NULL,
    scope TEXT NOT NULL, applies_to TEXT NOT NULL, only_if_present INTEGER,
    document TEXT NOT NULL, section TEXT NOT NULL, line INTEGER NOT NULL CHECK (line > 0),
    find TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX terms_conditions_by_terms ON terms_conditions (terms_id);

CREATE TABLE terms_limitations (
    id INTEGER PRIMARY KEY, terms_id TEXT NOT NULL REFERENCES terms (id),
    type TEXT NOT NULL, metric TEXT NOT NULL, operator TEXT NOT NULL, value INTEGER,
    currency TEXT NOT NULL, counts_for TEXT NOT NULL, measured TEXT NOT NULL,
    effect TEXT NOT NULL, applies_to TEXT NOT NULL, scope TEXT NOT NULL, against TEXT NOT NULL,
    covers_outputs INTEGER, covers TEXT NOT NULL, own_family_excepted INTEGER,
    jurisdictions TEXT NOT NULL, who TEXT NOT NULL, end_users_excepted INTEGER,
    uses TEXT NOT NULL, list_incomplete INTEGER, "trigger" TEXT NOT NULL, cure_days INTEGER,
    law TEXT NOT NULL, forum TEXT NOT NULL,
    document TEXT NOT NULL, section TEXT NOT NULL, line INTEGER NOT NULL CHECK (line > 0),
    find TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX terms_limitations_by_terms ON terms_limitations (terms_id);

CREATE TABLE terms_ambiguities (
    id INTEGER PRIMARY KEY, terms_id TEXT NOT NULL REFERENCES terms (id),
    document TEXT NOT NULL, section TEXT NOT NULL, line INTEGER NOT NULL CHECK (line > 0),
    find TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX terms_ambiguities_by_terms ON terms_ambiguities (terms_id);

CREATE TABLE terms_notes (
    id INTEGER PRIMARY KEY, terms_id TEXT NOT NULL REFERENCES terms (id), note TEXT NOT NULL
) STRICT;
CREATE INDEX terms_notes_by_terms ON terms_notes (terms_id);

CREATE TABLE license_texts (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, role TEXT NOT NULL, parent TEXT NOT NULL,
    file TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, published TEXT NOT NULL,
    hub_id TEXT NOT NULL, spdx_id TEXT NOT NULL, scancode_key TEXT NOT NULL,
    repository TEXT NOT NULL, path TEXT NOT NULL, "commit" TEXT NOT NULL,
    provenance TEXT NOT NULL, url TEXT NOT NULL, bytes INTEGER, sha256 TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX license_texts_by_file ON license_texts (file);

CREATE TABLE terms_documents (
    id INTEGER PRIMARY KEY, terms_id TEXT NOT NULL REFERENCES terms (id),
    role TEXT NOT NULL, file TEXT NOT NULL
) STRICT;
CREATE INDEX terms_documents_by_terms ON terms_documents (terms_id);

CREATE TABLE licenses (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, coarse_class TEXT NOT NULL,
    commercial_use TEXT NOT NULL, conditions TEXT NOT NULL, read_in TEXT NOT NULL,
    terms_id TEXT REFERENCES terms (id),
    origin TEXT NOT NULL DEFAULT 'seed' CHECK (origin IN ('seed', 'hub', 'import', 'user'))
) STRICT, WITHOUT ROWID;

CREATE TABLE hub_licenses (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, status TEXT NOT NULL,
    terms_id TEXT REFERENCES terms (id), spdx_id TEXT NOT NULL, osi_approved INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE ambiguous_aliases (
    id INTEGER PRIMARY KEY, alias TEXT NOT NULL, terms_id TEXT NOT NULL REFERENCES terms (id),
    UNIQUE (alias, terms_id)
) STRICT;

CREATE TABLE models (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, organization TEXT NOT NULL,
    family TEXT NOT NULL, country TEXT NOT NULL, tuning TEXT NOT NULL, snapshot_of TEXT NOT NULL,
    hub_id TEXT NOT NULL,
    weights TEXT NOT NULL CHECK (weights IN ('open', 'api-only', 'unreleased', '')),
    weights_source TEXT NOT NULL,
    release_date TEXT NOT NULL, release_date_source TEXT NOT NULL, weights_date TEXT NOT NULL,
    knowledge_cutoff TEXT NOT NULL,
    parameters_total INTEGER CHECK (parameters_total > 0),
    parameters_active INTEGER CHECK (parameters_active > 0),
    context_tokens INTEGER CHECK (context_tokens > 0),
    max_image_pixels INTEGER CHECK (max_image_pixels > 0),
    input_modalities TEXT NOT NULL, output_modalities TEXT NOT NULL,
    license_id TEXT REFERENCES licenses (id), license_source TEXT NOT NULL,
    price_input_usd_per_mtok REAL CHECK (price_input_usd_per_mtok >= 0),
    price_output_usd_per_mtok REAL CHECK (price_output_usd_per_mtok >= 0),
    price_as_of TEXT NOT NULL, price_source TEXT NOT NULL,
    flags TEXT NOT NULL, source_urls TEXT NOT NULL,
    openness TEXT NOT NULL, claim_count INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL DEFAULT 'seed' CHECK (origin IN ('seed', 'hub', 'import', 'user'))
) STRICT;
CREATE INDEX models_by_name ON models (name COLLATE NOCASE, id);
CREATE INDEX models_by_organization ON models (organization);
CREATE INDEX models_by_snapshot ON models (snapshot_of) WHERE snapshot_of <> '';

CREATE TABLE model_modalities (
    model_id TEXT NOT NULL REFERENCES models (id), modality TEXT NOT NULL,
    PRIMARY KEY (modality, model_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE model_search USING fts5 (
    id, name, organization, family, hub_id,
    content = 'models', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER models_after_insert AFTER INSERT ON models BEGIN
    INSERT INTO model_search (rowid, id, name, organization, family, hub_id)
    VALUES (new.number, new.id, new.name, new.organization, new.family, new.hub_id);
END;
CREATE TRIGGER models_after_delete AFTER DELETE ON models BEGIN
    INSERT INTO model_search (model_search, rowid, id, name, organization, family, hub_id)
    VALUES ('delete', old.number, old.id, old.name, old.organization, old.family, old.hub_id);
END;
CREATE TRIGGER models_after_update AFTER UPDATE OF id, name, organization, family, hub_id ON models
BEGIN
    INSERT INTO model_search (model_search, rowid, id, name, organization, family, hub_id)
    VALUES ('delete', old.number, old.id, old.name, old.organization, old.family, old.hub_id);
    INSERT INTO model_search (rowid, id, name, organization, family, hub_id)
    VALUES (new.number, new.id, new.name, new.organization, new.family, new.hub_id);
END;

CREATE TABLE benchmarks (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, modality TEXT NOT NULL,
    metric TEXT NOT NULL, unit TEXT NOT NULL, min REAL, max REAL,
    higher_is_better INTEGER NOT NULL CHECK (higher_is_better IN (0, 1)),
    tolerance REAL CHECK (tolerance >= 0),
    measures TEXT NOT NULL, variants TEXT NOT NULL, caveats TEXT NOT NULL,
    official_url TEXT NOT NULL, paper_url TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'seed' CHECK (origin IN ('seed', 'hub', 'import', 'user')),
    CHECK (min IS NULL OR max IS NULL OR min < max)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    id TEXT PRIMARY KEY, model_id TEXT NOT NULL REFERENCES models (id),
    benchmark_id TEXT NOT NULL REFERENCES benchmarks (id),
    variant TEXT NOT NULL, split TEXT NOT NULL, shots TEXT NOT NULL, cot TEXT NOT NULL,
    thinking TEXT NOT NULL, effort TEXT NOT NULL, tools TEXT NOT NULL, quantization TEXT NOT NULL,
    version TEXT NOT NULL, subset TEXT NOT NULL,
    value REAL NOT NULL, low REAL, high REAL, as_printed TEXT NOT NULL,
    reporter TEXT NOT NULL, reporter_kind TEXT NOT NULL, verified INTEGER NOT NULL,
    flags TEXT NOT NULL, notes TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'seed' CHECK (origin IN ('seed', 'hub', 'import', 'user')),
    CHECK (low IS NULL OR low <= value), CHECK (high IS NULL OR high >= value)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_cell ON claims (model_id, benchmark_id);
CREATE INDEX claims_by_benchmark ON claims (benchmark_id);

CREATE TABLE claim_sources (
    claim_id TEXT NOT NULL REFERENCES claims (id), source_id TEXT NOT NULL REFERENCES sources (id),
    PRIMARY KEY (claim_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE baselines (
    id INTEGER PRIMARY KEY, benchmark_id TEXT NOT NULL REFERENCES benchmarks (id),
    variant TEXT NOT NULL, name TEXT NOT NULL, value REAL NOT NULL,
    source_id TEXT NOT NULL REFERENCES sources (id)
) STRICT;

CREATE TABLE fact_conflicts (
    id INTEGER PRIMARY KEY, model_id TEXT NOT NULL REFERENCES models (id), field TEXT NOT NULL,
    value_used TEXT NOT NULL, source_used TEXT NOT NULL,
    other_value TEXT NOT NULL, other_source TEXT NOT NULL
) STRICT;
CREATE INDEX fact_conflicts_by_model ON fact_conflicts (model_id);

CREATE TABLE license_history (
    id INTEGER PRIMARY KEY, model_id TEXT NOT NULL REFERENCES models (id), license TEXT NOT NULL,
    since TEXT NOT NULL, until TEXT NOT NULL, evidence TEXT NOT NULL
) STRICT;
CREATE INDEX license_history_by_model ON license_history (model_id);
"""
