-- BIGINT and TEXT are all that is used, so that one text serves SQLite and PostgreSQL. For SQLite, BIGINT is read as
-- INTEGER and every table is STRICT.

CREATE TABLE person (
    name TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    password TEXT NOT NULL,
    created TEXT NOT NULL
);

CREATE TABLE token (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (name),
    purpose TEXT NOT NULL,
    scopes TEXT NOT NULL,
    digest TEXT NOT NULL,
    created TEXT NOT NULL
);

CREATE TABLE session (
    digest TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (name),
    created TEXT NOT NULL,
    expires BIGINT NOT NULL
);

CREATE TABLE article (
    id BIGINT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    url TEXT,
    external_id TEXT UNIQUE,
    latest BIGINT NOT NULL CHECK (latest > 0),
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);

CREATE TABLE revision (
    article BIGINT NOT NULL REFERENCES article (id),
    number BIGINT NOT NULL CHECK (number > 0),
    published TEXT,
    text TEXT NOT NULL,
    record TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (article, number)
);

CREATE TABLE review (
    article BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    claim TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    state TEXT NOT NULL
        CHECK (state IN ('new', 'in_review', 'needs_second', 'done', 'dismissed', 'reopened', 'orphaned')),
    said TEXT,
    world TEXT,
    note TEXT,
    evidence TEXT NOT NULL,
    assignee TEXT,
    severity TEXT NOT NULL CHECK (severity IN ('none', 'low', 'medium', 'high', 'critical')),
    urgency BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    edits TEXT NOT NULL,
    first TEXT,
    text TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (article, revision, claim),
    FOREIGN KEY (article, revision) REFERENCES revision (article, number)
);

CREATE INDEX review_urgency ON review (urgency, article, revision, claim);

CREATE TABLE decision (
    article BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    claim TEXT NOT NULL,
    version BIGINT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    base BIGINT NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (article, revision, claim, version),
    FOREIGN KEY (article, revision, claim) REFERENCES review (article, revision, claim)
);

CREATE TABLE remark (
    id BIGINT NOT NULL PRIMARY KEY,
    article BIGINT NOT NULL REFERENCES article (id),
    claim TEXT,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE INDEX remark_article ON remark (article, id);

CREATE TABLE answered (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
);

-- What was done, in one chain: hash = SHA-256 (hash of the row before, then this row).
CREATE TABLE audit (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    written TEXT NOT NULL,
    hash TEXT NOT NULL
);

-- One row: the end of the chain. Whoever writes takes it first, so that writers of several servers stand in one line.
CREATE TABLE head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);

INSERT INTO head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
