-- Rules of use (AUP) in versions; vo.aup_version names the one to be signed. activated_at: when it last came into force.
CREATE TABLE aup_version (
    vo           VARCHAR(64)   NOT NULL,
    version      VARCHAR(64)   NOT NULL,
    url          VARCHAR(1000) NOT NULL,
    aup_text     MEDIUMTEXT    NOT NULL,
    created_at   BIGINT        NOT NULL,
    activated_at BIGINT,
    seq          BIGINT        NOT NULL,
    PRIMARY KEY (vo, version)
);

-- Who signed which version when; by_admin: an administrator recorded it.
CREATE TABLE aup_signature (
    person_id CHAR(32)    NOT NULL,
    version   VARCHAR(64) NOT NULL,
    signed_at BIGINT      NOT NULL,
    vo        VARCHAR(64) NOT NULL,
    by_admin  BOOLEAN     NOT NULL,
    seq       BIGINT      NOT NULL,
    PRIMARY KEY (person_id, version, signed_at)
);
