-- A scheduled run is done by whoever inserts its row; one whose lease ended unfinished may be taken over.
CREATE TABLE job_claim (
    job         VARCHAR(100) NOT NULL,
    slot        BIGINT       NOT NULL,
    holder      VARCHAR(100) NOT NULL,
    lease_until BIGINT       NOT NULL,
    done_at     BIGINT,
    PRIMARY KEY (job, slot)
);
