-- The last day (days since 1970, UTC) on which an attribute certificate was issued by a certificate's name. Written some time later.
CREATE TABLE last_seen (
    identity_id CHAR(32)    NOT NULL,
    person_id   CHAR(32)    NOT NULL,
    vo          VARCHAR(64) NOT NULL,
    seen_day    BIGINT      NOT NULL,
    PRIMARY KEY (identity_id)
);

CREATE INDEX last_seen_of_person ON last_seen (person_id);
CREATE INDEX last_seen_by_day ON last_seen (vo, seen_day);
