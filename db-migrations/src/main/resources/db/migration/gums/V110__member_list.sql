-- Copies of lists kept elsewhere: VO members, people and accounts of directories. list_id says where a list is copied from.
-- version names the staged copy that counts; digest is SHA-256 of its stored form, in hexadecimal. Times: ms since 1970.
-- held_*: what the source says and is not believed, because more than half of the list is gone. accept_down_to: an
-- administrator's word for it. seq: place of the last change in change_log.
CREATE TABLE member_list (
    list_id        CHAR(32)      NOT NULL,
    name           VARCHAR(255)  NOT NULL,
    version        CHAR(32),
    list_size      INT           NOT NULL,
    digest         CHAR(64),
    read_at        BIGINT,
    tried_at       BIGINT,
    fault          VARCHAR(64),
    fault_detail   VARCHAR(1000),
    duplicates     INT           NOT NULL,
    bad_rows       INT           NOT NULL,
    held_size      INT,
    held_since     BIGINT,
    accept_down_to INT,
    seq            BIGINT        NOT NULL,
    PRIMARY KEY (list_id)
);

-- Staged copies. One that is retired, or was never made current, is removed some time later, a few pieces a transaction.
CREATE TABLE member_version (
    list_id    CHAR(32) NOT NULL,
    version    CHAR(32) NOT NULL,
    staged_at  BIGINT   NOT NULL,
    retired_at BIGINT,
    chunks     INT      NOT NULL,
    PRIMARY KEY (list_id, version)
);

-- The rows, at most 500 a piece: key [TAB value] LF, sorted, UTF-8. A list of 100,000 is 200 small transactions.
CREATE TABLE member_chunk (
    list_id CHAR(32)   NOT NULL,
    version CHAR(32)   NOT NULL,
    chunk   INT        NOT NULL,
    body    MEDIUMBLOB NOT NULL,
    PRIMARY KEY (list_id, version, chunk)
);
