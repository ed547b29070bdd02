-- The one total order of decision-changing writes. SQL here stays in what H2 (MySQL mode), MySQL and MariaDB all take.

-- One row: the database's generation and the seq of the newest row of change_log. Bumped as the last statement of
-- every decision-changing transaction, so a cluster that certifies by row lets one of two racing writers win.
CREATE TABLE change_head (
    one        INT         NOT NULL,
    generation VARCHAR(32) NOT NULL,
    seq        BIGINT      NOT NULL,
    PRIMARY KEY (one),
    CONSTRAINT change_head_is_one_row CHECK (one = 1)
);

INSERT INTO change_head (one, generation, seq) VALUES (1, '${generation}', 0);

-- id tells a row from another that took its seq after an old dump was restored. change_keys: one key a line; NULL
-- means anything of that kind may have changed. written_at (ms since 1970) serves pruning only, never order.
-- request_id and request_digest hold SHA-256 of a caller's idempotency key and of what it asked for.
CREATE TABLE change_log (
    seq            BIGINT      NOT NULL,
    id             CHAR(32)    NOT NULL,
    kind           VARCHAR(64) NOT NULL,
    change_keys    MEDIUMTEXT,
    written_at     BIGINT      NOT NULL,
    request_id     BINARY(32),
    request_digest BINARY(32),
    PRIMARY KEY (seq),
    CONSTRAINT change_log_id UNIQUE (id),
    CONSTRAINT change_log_request UNIQUE (request_id)
);
