-- The running processes, for whoever must know that a change is in force on all of them. A row a run; it is there before the process reads
-- its data for the first time and goes when the process stops in order.
-- place: where only one process can be at a time (host, port), or the id; a later one there proves that the earlier is gone.
-- generation, seq: the epoch it has applied; seq is -1 before the first. known_ms: when that was known to be everything; clock_ms: its
-- clock when it wrote this (both milliseconds since 1970, decision time). closed_after_ms: it decides nothing once its knowledge is older; NULL: it
-- goes on. state: IN, or REMOVED by an administrator who knows that it is gone.
CREATE TABLE instance (
    id              CHAR(32)     NOT NULL,
    name            VARCHAR(200) NOT NULL,
    service         VARCHAR(32)  NOT NULL,
    place           VARCHAR(200) NOT NULL,
    state           VARCHAR(8)   NOT NULL,
    generation      VARCHAR(32)  NOT NULL,
    seq             BIGINT       NOT NULL,
    known_ms        BIGINT       NOT NULL,
    clock_ms        BIGINT       NOT NULL,
    closed_after_ms BIGINT,
    PRIMARY KEY (id)
);

CREATE INDEX instance_place ON instance (place);
