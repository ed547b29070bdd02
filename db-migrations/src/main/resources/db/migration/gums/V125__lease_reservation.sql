-- Whose an account was before GUMS had it: kept for that name until it comes, or until until_ms. A name is as gridmapdir writes it, which is not
-- reversible: it has no case, so it can only be compared. name_key is the SHA-256 of what is compared, name the whole link name.
-- A reservation counts only while its account was never leased; then the history of leases speaks.
CREATE TABLE lease_reservation (
    account  VARCHAR(64)   NOT NULL,
    pool     VARCHAR(128)  NOT NULL,
    name_key BINARY(32)    NOT NULL,
    name     VARCHAR(6200) NOT NULL,
    at_ms    BIGINT        NOT NULL,
    until_ms BIGINT        NOT NULL,
    PRIMARY KEY (account),
    CONSTRAINT lease_reservation_name UNIQUE (pool, name_key)
);
