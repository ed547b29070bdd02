-- Members of manual groups, entered by administrators. entry_key is SHA-256 over name and attribute, so that long names
-- can be a key and nothing is compared by collation. name_kind: LITERAL or PATTERN; fqan_kind: NONE (comes without), ANY,
-- LITERAL or PATTERN. seq: place in change_log.
CREATE TABLE manual_member (
    user_group VARCHAR(255)  NOT NULL,
    entry_key  BINARY(32)    NOT NULL,
    name_kind  VARCHAR(8)    NOT NULL,
    name       VARCHAR(2048) NOT NULL,
    fqan_kind  VARCHAR(8)    NOT NULL,
    fqan       VARCHAR(2048),
    email      VARCHAR(254),
    seq        BIGINT        NOT NULL,
    PRIMARY KEY (user_group, entry_key)
);

-- Accounts by certificate name, entered by administrators. dn_key is SHA-256 over the name.
CREATE TABLE manual_account (
    account_map VARCHAR(255)  NOT NULL,
    dn_key      BINARY(32)    NOT NULL,
    dn          VARCHAR(2048) NOT NULL,
    account     VARCHAR(255)  NOT NULL,
    seq         BIGINT        NOT NULL,
    PRIMARY KEY (account_map, dn_key)
);
