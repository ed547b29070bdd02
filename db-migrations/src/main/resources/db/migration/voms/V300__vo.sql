-- Virtual organisations. Every write of these tables goes through change_log and has its row in admin_audit; vo_act says of
-- which VO and person that row speaks. Ids are 32 random hexadecimal digits. Times: ms since 1970. seq: place in change_log.
-- rules: what the VO chose (terms, reminders, fields asked, retention), JSON. aup_forced_at: everybody signs anew since then.
CREATE TABLE vo (
    vo            VARCHAR(64)   NOT NULL,
    description   VARCHAR(2000) NOT NULL,
    contact       VARCHAR(254)  NOT NULL,
    state         VARCHAR(8)    NOT NULL,
    rules         MEDIUMTEXT    NOT NULL,
    aup_version   VARCHAR(64),
    aup_forced_at BIGINT,
    founded_at    BIGINT        NOT NULL,
    seq           BIGINT        NOT NULL,
    PRIMARY KEY (vo)
);

-- search_text is lower case: name and e-mail as people look for them. fields: what else the VO asks, JSON.
CREATE TABLE person (
    person_id        CHAR(32)     NOT NULL,
    vo               VARCHAR(64)  NOT NULL,
    given_name       VARCHAR(255) NOT NULL,
    family_name      VARCHAR(255) NOT NULL,
    email            VARCHAR(254) NOT NULL,
    fields           MEDIUMTEXT   NOT NULL,
    search_text      VARCHAR(800) NOT NULL,
    institution_id   CHAR(32),
    joined_at        BIGINT       NOT NULL,
    ends_at          BIGINT,
    suspended_code   VARCHAR(32),
    suspended_reason VARCHAR(2000),
    suspended_at     BIGINT,
    aup_forced_at    BIGINT,
    seq              BIGINT       NOT NULL,
    PRIMARY KEY (person_id)
);

CREATE INDEX person_by_name ON person (vo, family_name, given_name, person_id);
CREATE INDEX person_by_email ON person (vo, email);
CREATE INDEX person_by_end ON person (vo, ends_at);
CREATE INDEX person_by_suspension ON person (vo, suspended_code, person_id);

-- What a person shows: a certificate (kind X509) or a token's subject (TOKEN). name_key: SHA-256 over kind and folded name,
-- issuer_key: over the folded issuer, or over nothing where any issuer will do.
CREATE TABLE identity (
    identity_id      CHAR(32)      NOT NULL,
    person_id        CHAR(32)      NOT NULL,
    vo               VARCHAR(64)   NOT NULL,
    kind             VARCHAR(8)    NOT NULL,
    name             VARCHAR(2048) NOT NULL,
    issuer           VARCHAR(2048),
    name_key         BINARY(32)    NOT NULL,
    issuer_key       BINARY(32)    NOT NULL,
    suspended_code   VARCHAR(32),
    suspended_reason VARCHAR(2000),
    suspended_at     BIGINT,
    added_at         BIGINT        NOT NULL,
    seq              BIGINT        NOT NULL,
    PRIMARY KEY (identity_id),
    CONSTRAINT identity_once UNIQUE (vo, name_key, issuer_key)
);

CREATE INDEX identity_of_person ON identity (person_id);

-- optional: issued on request only.
CREATE TABLE vo_group (
    vo          VARCHAR(64)   NOT NULL,
    path        VARCHAR(255)  NOT NULL,
    parent      VARCHAR(255),
    description VARCHAR(2000) NOT NULL,
    optional    BOOLEAN       NOT NULL,
    founded_at  BIGINT        NOT NULL,
    seq         BIGINT        NOT NULL,
    PRIMARY KEY (vo, path)
);

CREATE INDEX vo_group_children ON vo_group (vo, parent);

-- One name space a VO; a role is held in a group.
CREATE TABLE vo_role (
    vo          VARCHAR(64)   NOT NULL,
    role        VARCHAR(100)  NOT NULL,
    description VARCHAR(2000) NOT NULL,
    seq         BIGINT        NOT NULL,
    PRIMARY KEY (vo, role)
);

-- Membership of a group (role is empty) and roles held in it.
CREATE TABLE membership (
    person_id CHAR(32)     NOT NULL,
    path      VARCHAR(255) NOT NULL,
    role      VARCHAR(100) NOT NULL,
    vo        VARCHAR(64)  NOT NULL,
    since     BIGINT       NOT NULL,
    ends_at   BIGINT,
    seq       BIGINT       NOT NULL,
    PRIMARY KEY (person_id, path, role)
);

CREATE INDEX membership_of_group ON membership (vo, path, role, person_id);
CREATE INDEX membership_by_end ON membership (vo, ends_at);

CREATE TABLE attribute_class (
    vo           VARCHAR(64)   NOT NULL,
    name         VARCHAR(255)  NOT NULL,
    description  VARCHAR(2000) NOT NULL,
    one_each     BOOLEAN       NOT NULL,
    seq          BIGINT        NOT NULL,
    PRIMARY KEY (vo, name)
);

-- holder: a person's id, a group's path or /group/Role=role. one_each: no two persons share a value.
CREATE TABLE attribute_value (
    vo         VARCHAR(64)   NOT NULL,
    holder     VARCHAR(360)  NOT NULL,
    name       VARCHAR(255)  NOT NULL,
    attr_value VARCHAR(2000) NOT NULL,
    value_key  BINARY(32)    NOT NULL,
    seq        BIGINT        NOT NULL,
    PRIMARY KEY (vo, holder, name)
);

CREATE INDEX attribute_by_value ON attribute_value (vo, name, value_key);

-- Who may do what in a group, or with a role in it (role not empty). defaults: what new children begin with.
-- subject_key: SHA-256 over kind, subject and issuer. permissions: the sum of VOMS-Admin's bits.
CREATE TABLE acl_entry (
    vo          VARCHAR(64)   NOT NULL,
    path        VARCHAR(255)  NOT NULL,
    role        VARCHAR(100)  NOT NULL,
    defaults    BOOLEAN       NOT NULL,
    subject_key BINARY(32)    NOT NULL,
    kind        VARCHAR(16)   NOT NULL,
    subject     VARCHAR(2048) NOT NULL,
    issuer      VARCHAR(2048),
    permissions INT           NOT NULL,
    seq         BIGINT        NOT NULL,
    PRIMARY KEY (vo, path, role, defaults, subject_key)
);

-- Managers decide on requests in their group and below; owners found subgroups there and appoint managers, too.
CREATE TABLE group_manager (
    person_id CHAR(32)     NOT NULL,
    path      VARCHAR(255) NOT NULL,
    vo        VARCHAR(64)  NOT NULL,
    owner     BOOLEAN      NOT NULL,
    seq       BIGINT       NOT NULL,
    PRIMARY KEY (person_id, path)
);

CREATE INDEX group_manager_of ON group_manager (vo, path);

CREATE TABLE institution (
    institution_id CHAR(32)      NOT NULL,
    vo             VARCHAR(64)   NOT NULL,
    name           VARCHAR(255)  NOT NULL,
    seq            BIGINT        NOT NULL,
    PRIMARY KEY (institution_id),
    CONSTRAINT institution_once UNIQUE (vo, name)
);

CREATE TABLE representative (
    institution_id CHAR(32) NOT NULL,
    person_id      CHAR(32) NOT NULL,
    seq            BIGINT   NOT NULL,
    PRIMARY KEY (institution_id, person_id)
);

CREATE INDEX representative_is ON representative (person_id);

-- actor_key: SHA-256 of the folded name of who acted, until she is erased.
CREATE TABLE vo_act (
    seq       BIGINT      NOT NULL,
    vo        VARCHAR(64) NOT NULL,
    person_id CHAR(32),
    actor_key BINARY(32),
    PRIMARY KEY (seq)
);

CREATE INDEX vo_act_of_vo ON vo_act (vo, seq);
CREATE INDEX vo_act_of_person ON vo_act (person_id, seq);
CREATE INDEX vo_act_by_actor ON vo_act (actor_key);

-- Names that must not slip back in after their person was erased: a hash, and why.
CREATE TABLE barred (
    vo       VARCHAR(64)   NOT NULL,
    name_key BINARY(32)    NOT NULL,
    code     VARCHAR(32)   NOT NULL,
    reason   VARCHAR(2000) NOT NULL,
    at_ms    BIGINT        NOT NULL,
    PRIMARY KEY (vo, name_key)
);
