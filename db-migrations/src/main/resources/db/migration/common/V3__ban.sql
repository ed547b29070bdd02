-- Bans as turns: what happens to one ban (kind, what is banned, origin) is a row each, numbered from 1, never updated. A lift of
-- turn n is row n+1, so it cannot meet a later ban: that one has the number already, and the key refuses the lift.
-- ban_key is SHA-256 over kind, what is banned and origin; state is BANNED or LIFTED; banned and qualifier stand as the officer
-- gave them. until_ms and at_ms: milliseconds since 1970. seq is the place in change_log.
CREATE TABLE ban_turn (
    ban_key   BINARY(32)    NOT NULL,
    turn      INT           NOT NULL,
    state     VARCHAR(8)    NOT NULL,
    kind      VARCHAR(24)   NOT NULL,
    banned    VARCHAR(2048) NOT NULL,
    qualifier VARCHAR(2048),
    origin    VARCHAR(200)  NOT NULL,
    reason    VARCHAR(2000) NOT NULL,
    ticket    VARCHAR(200)  NOT NULL,
    until_ms  BIGINT,
    by_whom   VARCHAR(2048) NOT NULL,
    at_ms     BIGINT        NOT NULL,
    seq       BIGINT        NOT NULL,
    PRIMARY KEY (ban_key, turn)
);

CREATE INDEX ban_turn_origin ON ban_turn (origin);
CREATE INDEX ban_turn_seq ON ban_turn (seq);
