-- The release that a process runs and how much of its machine's processors it used of late (thousandths), said by itself.
-- NULL: a release that does not say, older than this script; or a system that does not tell.
ALTER TABLE instance ADD COLUMN version VARCHAR(64);
ALTER TABLE instance ADD COLUMN used_permille INT;
