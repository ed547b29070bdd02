-- Bans that a restored database had lost while an instance still held them. ORPHANED ones stay in force until an officer
-- keeps them (KEPT: they are ban_turn rows again) or drops them (DROPPED). generation: the one begun when the loss was found; whoever
-- finds the same loss later meets the officer's answer. turn, reason, … as the lost row had them; seq is the place in change_log.
CREATE TABLE ban_orphan (
    ban_key    BINARY(32)    NOT NULL,
    generation VARCHAR(32)   NOT NULL,
    state      VARCHAR(8)    NOT NULL,
    turn       INT           NOT NULL,
    kind       VARCHAR(24)   NOT NULL,
    banned     VARCHAR(2048) NOT NULL,
    qualifier  VARCHAR(2048),
    origin     VARCHAR(200)  NOT NULL,
    reason     VARCHAR(2000) NOT NULL,
    ticket     VARCHAR(200)  NOT NULL,
    until_ms   BIGINT,
    seq        BIGINT        NOT NULL,
    PRIMARY KEY (ban_key, generation)
);

CREATE INDEX ban_orphan_state ON ban_orphan (state);
