-- Whatever somebody came with and was recorded: one row each, never deleted by the service. subject_key is SHA-256 over kind and exact
-- text. trusted: 1 when an officer trusts this very name. seq: place in change_log of the last change that decisions
-- look at; 0 while there was none (first sight that permits is no such change). Times: milliseconds since 1970.
CREATE TABLE saz_subject (
    subject_key BINARY(32)    NOT NULL,
    kind        VARCHAR(24)   NOT NULL,
    named       VARCHAR(2048) NOT NULL,
    qualifier   VARCHAR(2048),
    trusted     INT           NOT NULL,
    first_seen  BIGINT        NOT NULL,
    last_seen   BIGINT        NOT NULL,
    seq         BIGINT        NOT NULL,
    PRIMARY KEY (subject_key)
);

CREATE INDEX saz_subject_seq ON saz_subject (seq);
CREATE INDEX saz_subject_kind ON saz_subject (kind, subject_key);

-- What officers did to a subject: entered it, trusted it, took trust back.
CREATE TABLE saz_subject_turn (
    subject_key BINARY(32)    NOT NULL,
    turn        INT           NOT NULL,
    trusted     INT           NOT NULL,
    by_whom     VARCHAR(2048) NOT NULL,
    reason      VARCHAR(2000) NOT NULL,
    ticket      VARCHAR(200)  NOT NULL,
    at_ms       BIGINT        NOT NULL,
    seq         BIGINT        NOT NULL,
    PRIMARY KEY (subject_key, turn)
);

-- Who came lately, with all of it together: what a dry run of a ban is tried on. One row a credential; fqans: one a line.
CREATE TABLE saz_holder (
    holder_key BINARY(32)    NOT NULL,
    person     INT           NOT NULL,
    named      VARCHAR(2048) NOT NULL,
    issuer     VARCHAR(2048),
    serial     VARCHAR(80),
    vo         VARCHAR(255),
    fqans      MEDIUMTEXT    NOT NULL,
    verified   INT           NOT NULL,
    first_seen BIGINT        NOT NULL,
    last_seen  BIGINT        NOT NULL,
    PRIMARY KEY (holder_key)
);

CREATE INDEX saz_holder_seen ON saz_holder (last_seen);
