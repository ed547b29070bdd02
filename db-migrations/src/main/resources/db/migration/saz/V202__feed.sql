-- How reading the ban lists of others went. Their bans are in ban_turn, under the origin feed:NAME. Times: milliseconds since 1970.
CREATE TABLE saz_feed (
    name         VARCHAR(100) NOT NULL,
    tried_at     BIGINT       NOT NULL,
    read_at      BIGINT,
    fault        VARCHAR(64),
    fault_detail VARCHAR(1000),
    bans         INT          NOT NULL,
    held_size    INT,
    PRIMARY KEY (name)
);
