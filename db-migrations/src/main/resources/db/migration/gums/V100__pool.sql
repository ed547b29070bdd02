-- Pool accounts and whose they are. SQL here stays in what H2 (MySQL mode), MySQL and MariaDB all take.
-- Times are milliseconds since 1970.

-- What was added in one go. A range is filled in transactions of at most 500 rows while nobody reads it (ready = FALSE),
-- then made current by one small one.
CREATE TABLE pool_range (
    id       CHAR(32)     NOT NULL,
    pool     VARCHAR(128) NOT NULL,
    accounts VARCHAR(160) NOT NULL,
    ready    BOOLEAN      NOT NULL,
    added_at BIGINT       NOT NULL,
    PRIMARY KEY (id)
);

-- An account is in one pool: two pools that share a name would give it to two people. place is a hash of the name:
-- whoever looks for a free account begins at the hash of the subject, so that two members do not fight for one.
-- recyclable: NULL follows the pool's rule.
CREATE TABLE pool_account (
    account    VARCHAR(64)  NOT NULL,
    pool       VARCHAR(128) NOT NULL,
    range_id   CHAR(32)     NOT NULL,
    place      BIGINT       NOT NULL,
    locked     BOOLEAN      NOT NULL,
    recyclable BOOLEAN,
    PRIMARY KEY (account)
);

CREATE INDEX pool_account_place ON pool_account (pool, place);
CREATE INDEX pool_account_range ON pool_account (range_id);

-- The history of every account, one row a transition, never updated, never deleted: FREE, LEASED, QUARANTINED, FREE …
-- An account without a row is free. Two that want the same account collide on the primary key, two that lease for the same subject
-- on lease_subject, a lease and a withdrawal on the primary key again; no isolation level is relied on.
-- subject and subject_turn are set on LEASED rows only; until_ms, the end of quarantine, on QUARANTINED and WITHDRAWN ones.
CREATE TABLE lease (
    account      VARCHAR(64)  NOT NULL,
    turn         BIGINT       NOT NULL,
    pool         VARCHAR(128) NOT NULL,
    state        VARCHAR(12)  NOT NULL,
    subject      BINARY(32),
    subject_turn BIGINT,
    subject_name VARCHAR(4200),
    at_ms        BIGINT       NOT NULL,
    until_ms     BIGINT,
    reason       VARCHAR(500),
    PRIMARY KEY (account, turn),
    CONSTRAINT lease_subject UNIQUE (pool, subject, subject_turn),
    CONSTRAINT lease_has_subject CHECK ((state = 'LEASED') = (subject IS NOT NULL AND subject_turn IS NOT NULL)),
    -- One state a constraint: H2 makes a set of several, and the set needs the session of this statement, long gone.
    CONSTRAINT lease_quarantine_ends CHECK (state <> 'QUARANTINED' OR until_ms IS NOT NULL),
    CONSTRAINT lease_withdrawal_ends CHECK (state <> 'WITHDRAWN' OR until_ms IS NOT NULL),
    CONSTRAINT lease_held_has_no_end CHECK (state <> 'LEASED' OR until_ms IS NULL),
    CONSTRAINT lease_free_has_no_end CHECK (state <> 'FREE' OR until_ms IS NULL)
);

-- The leases that hold now, each with the head it was read at: a cache can tell whether a release has passed it since.
CREATE VIEW current_lease AS
SELECT l.account, l.turn, l.pool, l.subject, l.subject_turn, l.subject_name, l.at_ms,
       h.generation AS head_generation, h.seq AS head_seq
FROM lease l
CROSS JOIN change_head h
WHERE l.state = 'LEASED'
  AND NOT EXISTS (SELECT 1 FROM lease n WHERE n.account = l.account AND n.turn = l.turn + 1);

-- The days (since 1970, UTC) on which a lease was used.
CREATE TABLE lease_use (
    account  VARCHAR(64) NOT NULL,
    turn     BIGINT      NOT NULL,
    used_day INT         NOT NULL,
    PRIMARY KEY (account, turn, used_day)
);
