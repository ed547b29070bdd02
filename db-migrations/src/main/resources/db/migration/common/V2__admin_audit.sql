-- Who changed what, when, from where and why: one row in the same transaction as the change itself.
-- seq is the change's place in change_log. at_ms: milliseconds since 1970.
CREATE TABLE admin_audit (
    id        CHAR(32)      NOT NULL,
    seq       BIGINT        NOT NULL,
    at_ms     BIGINT        NOT NULL,
    who       VARCHAR(2048) NOT NULL,
    from_addr VARCHAR(64)   NOT NULL,
    verb      VARCHAR(64)   NOT NULL,
    target    VARCHAR(2300) NOT NULL,
    why       VARCHAR(2000) NOT NULL,
    detail    MEDIUMTEXT,
    PRIMARY KEY (id)
);

CREATE INDEX admin_audit_seq ON admin_audit (seq);
CREATE INDEX admin_audit_at ON admin_audit (at_ms);
