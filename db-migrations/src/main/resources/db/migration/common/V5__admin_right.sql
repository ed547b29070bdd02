-- Rights that admins granted, beside those of the configuration file: who, over which VO (or "all"), which verbs (comma list, in
-- order). dn_key is SHA-256 of the name as rendered, which may be longer than an index takes. at_ms: milliseconds since 1970.
-- What was before stands in admin_audit.
CREATE TABLE admin_right (
    dn_key  BINARY(32)    NOT NULL,
    vo      VARCHAR(255)  NOT NULL,
    dn      VARCHAR(2048) NOT NULL,
    verbs   VARCHAR(200)  NOT NULL,
    by_whom VARCHAR(2048) NOT NULL,
    at_ms   BIGINT        NOT NULL,
    seq     BIGINT        NOT NULL,
    PRIMARY KEY (dn_key, vo)
);
