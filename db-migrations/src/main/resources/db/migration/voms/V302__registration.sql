-- What people ask a VO for. kind: MEMBERSHIP, GROUP, ROLE, CERTIFICATE, RENEWAL, LEAVING. details: what was filled in, JSON.
-- code_hash: SHA-256 of the code that was mailed to confirm the address.
CREATE TABLE application (
    application_id CHAR(32)      NOT NULL,
    vo             VARCHAR(64)   NOT NULL,
    kind           VARCHAR(16)   NOT NULL,
    state          VARCHAR(20)   NOT NULL,
    person_id      CHAR(32),
    name           VARCHAR(2048) NOT NULL,
    issuer         VARCHAR(2048),
    name_key       BINARY(32)    NOT NULL,
    institution_id CHAR(32),
    path           VARCHAR(255),
    role           VARCHAR(100),
    details        MEDIUMTEXT    NOT NULL,
    aup_version    VARCHAR(64),
    code_hash      BINARY(32),
    explanation    VARCHAR(2000),
    submitted_at   BIGINT        NOT NULL,
    changed_at     BIGINT        NOT NULL,
    closed_at      BIGINT,
    seq            BIGINT        NOT NULL,
    PRIMARY KEY (application_id)
);

CREATE INDEX application_by_state ON application (vo, state, submitted_at);
CREATE INDEX application_by_name ON application (vo, name_key);
CREATE INDEX application_by_person ON application (person_id);
CREATE INDEX application_closed ON application (vo, closed_at);

-- Mail to be sent: written in the transaction it tells of, sent by whoever moves next_at first. state: WAITING, SENT, GIVEN_UP.
CREATE TABLE mail (
    mail_id    CHAR(32)     NOT NULL,
    vo         VARCHAR(64)  NOT NULL,
    person_id  CHAR(32),
    recipient  VARCHAR(254) NOT NULL,
    subject    VARCHAR(300) NOT NULL,
    body       MEDIUMTEXT   NOT NULL,
    state      VARCHAR(10)  NOT NULL,
    tries      INT          NOT NULL,
    made_at    BIGINT       NOT NULL,
    next_at    BIGINT       NOT NULL,
    sent_at    BIGINT,
    last_error VARCHAR(500),
    PRIMARY KEY (mail_id)
);

CREATE INDEX mail_waiting ON mail (state, next_at);
CREATE INDEX mail_of_person ON mail (person_id);
CREATE INDEX mail_of_vo ON mail (vo, made_at);

-- Which reminder went out: of what, about which date, how many days ahead. A second one is a duplicate key.
CREATE TABLE reminder (
    person_id CHAR(32)    NOT NULL,
    kind      VARCHAR(16) NOT NULL,
    about_ms  BIGINT      NOT NULL,
    days      INT         NOT NULL,
    PRIMARY KEY (person_id, kind, about_ms, days)
);

-- Erased people whose traces in the audit trail are still to be given the pseudonym: done in small pieces, then gone.
CREATE TABLE erasure (
    vo        VARCHAR(64) NOT NULL,
    person_id CHAR(32)    NOT NULL,
    name_key  BINARY(32)  NOT NULL,
    PRIMARY KEY (vo, person_id, name_key)
);

CREATE INDEX person_of_vo ON person (vo, person_id);
