-- A lift that one officer asked for and another one has to confirm. It names the turn it would lift, so it dies with that turn.
CREATE TABLE saz_lift_request (
    ban_key BINARY(32)    NOT NULL,
    turn    INT           NOT NULL,
    by_whom VARCHAR(2048) NOT NULL,
    reason  VARCHAR(2000) NOT NULL,
    at_ms   BIGINT        NOT NULL,
    seq     BIGINT        NOT NULL,
    PRIMARY KEY (ban_key, turn)
);
