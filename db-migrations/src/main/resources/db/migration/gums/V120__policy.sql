-- Mapping policies. A version is a document, stored once and never changed; its number is the place in change_log of the write
-- that stored it. at_ms: milliseconds since 1970.
CREATE TABLE policy_version (
    version  BIGINT        NOT NULL,
    document MEDIUMTEXT    NOT NULL,
    digest   BINARY(32)    NOT NULL,
    remark   VARCHAR(2000) NOT NULL,
    by_whom  VARCHAR(2048) NOT NULL,
    at_ms    BIGINT        NOT NULL,
    PRIMARY KEY (version)
);

-- Which version is in force: the row with the highest turn. Two who activate at once want the same turn, and one of them is
-- refused by the key.
CREATE TABLE policy_turn (
    turn    BIGINT        NOT NULL,
    version BIGINT        NOT NULL,
    by_whom VARCHAR(2048) NOT NULL,
    at_ms   BIGINT        NOT NULL,
    seq     BIGINT        NOT NULL,
    PRIMARY KEY (turn)
);
