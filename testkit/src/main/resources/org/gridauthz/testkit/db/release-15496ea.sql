-- 1
SELECT generation, seq FROM change_head WHERE one = 1;
-- 0
SELECT seq, request_digest FROM change_log WHERE request_id = X'0dd871f8c635bf0c54b5f934a5f82f8f61dccb978a0aa8c4d8f25251b7f85c35';
-- 0
SELECT t.turn, t.state, t.kind, t.banned, t.qualifier, t.origin, t.reason, t.ticket, t.until_ms, t.by_whom, t.at_ms, t.seq FROM ban_turn t WHERE t.ban_key = X'5189890db176ba4609a614c51f15dc304360ee1c3a628ad6971adf1200704c55' ORDER BY t.turn DESC LIMIT 1;
-- 1
INSERT INTO ban_turn (ban_key, turn, state, kind, banned, qualifier, origin, reason, ticket, until_ms, by_whom, at_ms, seq) VALUES (X'5189890db176ba4609a614c51f15dc304360ee1c3a628ad6971adf1200704c55', 1, 'BANNED', 'dn', '/DC=org/DC=example/CN=Jane Doe', NULL, 'local', 'stolen key', 'T-1', NULL, '/DC=org/DC=example/CN=Olga Officer', 1795176000000, 1);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('792889f505b444a3872f802fd32b41fb', 1, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (1, '25e7d0b6cd2d42a69268957434952fbf', 'ban', '5189890db176ba4609a614c51f15dc304360ee1c3a628ad6971adf1200704c55', 1795176000000, X'0dd871f8c635bf0c54b5f934a5f82f8f61dccb978a0aa8c4d8f25251b7f85c35', X'2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881');
-- 1
UPDATE change_head SET seq = 1 WHERE one = 1 AND seq = 0 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT t.turn, t.state, t.kind, t.banned, t.qualifier, t.origin, t.reason, t.ticket, t.until_ms, t.by_whom, t.at_ms, t.seq FROM ban_turn t WHERE t.ban_key = X'67d9446a8c0a9b416321f2717eff7d6d8aba0a9f0fb5073298050db29117ed87' ORDER BY t.turn DESC LIMIT 1;
-- 1
INSERT INTO ban_turn (ban_key, turn, state, kind, banned, qualifier, origin, reason, ticket, until_ms, by_whom, at_ms, seq) VALUES (X'67d9446a8c0a9b416321f2717eff7d6d8aba0a9f0fb5073298050db29117ed87', 1, 'BANNED', 'dn', '/DC=org/DC=example/CN=John Roe', NULL, 'local', 'by mistake', '', 2110536000000, '/DC=org/DC=example/CN=Olga Officer', 1795176000000, 2);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('a656a7e7164c4d4cb58c294ffef4b04a', 2, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (2, 'd70d95cc450c4bcfb909d60fdd0bad3d', 'ban', '67d9446a8c0a9b416321f2717eff7d6d8aba0a9f0fb5073298050db29117ed87', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 2 WHERE one = 1 AND seq = 1 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT t.turn, t.state, t.kind, t.banned, t.qualifier, t.origin, t.reason, t.ticket, t.until_ms, t.by_whom, t.at_ms, t.seq FROM ban_turn t WHERE t.ban_key = X'316c44911184efaff7c073ca7c4b83382a4a481b43c80a69f2623e1726d39323' ORDER BY t.turn DESC LIMIT 1;
-- 1
INSERT INTO ban_turn (ban_key, turn, state, kind, banned, qualifier, origin, reason, ticket, until_ms, by_whom, at_ms, seq) VALUES (X'316c44911184efaff7c073ca7c4b83382a4a481b43c80a69f2623e1726d39323', 1, 'BANNED', 'vo', 'oldvo', NULL, 'feed:national', 'closed', '', NULL, '/DC=org/DC=example/CN=Olga Officer', 1795176000000, 3);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('b284283eed30447cafc3878c96ca59c5', 3, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (3, '1ca6647b024f4bd6b61a37cd82336b77', 'ban', '316c44911184efaff7c073ca7c4b83382a4a481b43c80a69f2623e1726d39323', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 3 WHERE one = 1 AND seq = 2 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
INSERT INTO ban_turn (ban_key, turn, state, kind, banned, qualifier, origin, reason, ticket, until_ms, by_whom, at_ms, seq) VALUES (X'67d9446a8c0a9b416321f2717eff7d6d8aba0a9f0fb5073298050db29117ed87', 2, 'LIFTED', 'dn', '/DC=org/DC=example/CN=John Roe', NULL, 'local', 'stolen key', '', NULL, '/DC=org/DC=example/CN=Olga Officer', 1795176000000, 4);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('72e1da6a033a49faa2b13b232744101f', 4, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (4, 'a14780643d214f9394815b524e9ad8f4', 'ban', '67d9446a8c0a9b416321f2717eff7d6d8aba0a9f0fb5073298050db29117ed87', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 4 WHERE one = 1 AND seq = 3 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT t.turn, t.state, t.kind, t.banned, t.qualifier, t.origin, t.reason, t.ticket, t.until_ms, t.by_whom, t.at_ms, t.seq FROM ban_turn t WHERE t.state = 'BANNED' AND NOT EXISTS (SELECT 1 FROM ban_turn l WHERE l.ban_key = t.ban_key AND l.turn = t.turn + 1);
-- 1
SELECT COUNT(*) FROM ban_orphan WHERE ban_key = X'0a59c244c256b1406a7ef62084bb45c86d8a3b3a7cba6c1ced8d75aaead752af' AND generation = 'fedcba9876543210fedcba9876543210';
-- 1
INSERT INTO ban_orphan (ban_key, generation, state, turn, kind, banned, qualifier, origin, reason, ticket, until_ms, seq) VALUES (X'0a59c244c256b1406a7ef62084bb45c86d8a3b3a7cba6c1ced8d75aaead752af', 'fedcba9876543210fedcba9876543210', 'ORPHANED', 1, 'dn', '/DC=org/DC=example/CN=Lost One', NULL, 'local', 'lost', '', NULL, 5);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('f23af165a5d649b89ed7bcdab5f95dff', 5, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (5, 'a9d70707aca245a2843373e9b6ebfb3c', 'ban', '0a59c244c256b1406a7ef62084bb45c86d8a3b3a7cba6c1ced8d75aaead752af', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 5 WHERE one = 1 AND seq = 4 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT turn, kind, banned, qualifier, origin, reason, ticket, until_ms FROM ban_orphan WHERE state = 'ORPHANED';
-- 0
DELETE FROM admin_right WHERE dn_key = X'63259a337b00272a404ca135f0cf4d08ca77b39e48c8465a5ce42568beeaf464' AND vo = 'dune';
-- 1
INSERT INTO admin_right (dn_key, vo, dn, verbs, by_whom, at_ms, seq) VALUES (X'63259a337b00272a404ca135f0cf4d08ca77b39e48c8465a5ce42568beeaf464', 'dune', '/DC=org/DC=example/CN=Ben Boss', 'READ,BANS', '/DC=org/DC=example/CN=Olga Officer', 1795176000000, 6);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('c7209eefbb6b4990a4c367dcaffa4b89', 6, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (6, '7fde1488b3874978b75003208d2e88df', 'admin', '/DC=org/DC=example/CN=Ben Boss', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 6 WHERE one = 1 AND seq = 5 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT dn, vo, verbs FROM admin_right ORDER BY dn, vo;
-- 0
UPDATE instance SET state = 'IN', generation = '', seq = -1, known_ms = 1795176000000, clock_ms = 1795176000000 WHERE id = '648af39fa41044888df96f67aec7709c';
-- 1
INSERT INTO instance (id, name, service, place, state, generation, seq, known_ms, clock_ms, closed_after_ms) VALUES ('648af39fa41044888df96f67aec7709c', 'saz old:8443', 'saz', 'old:9443', 'IN', '', -1, 1795176000000, 1795176000000, 900000);
-- 0
DELETE FROM instance WHERE place = 'old:9443' AND id <> '648af39fa41044888df96f67aec7709c';
-- 1
UPDATE instance SET state = 'IN', generation = '0123456789abcdef0123456789abcdef', seq = 6, known_ms = 1795176000000, clock_ms = 1795176000000 WHERE id = '648af39fa41044888df96f67aec7709c';
-- 1
SELECT id, name, service, state, generation, seq, known_ms, clock_ms, closed_after_ms FROM instance ORDER BY service, name, id;
-- 1
INSERT INTO job_claim (job, slot, holder, lease_until) VALUES ('prune', 7, 'old', 1795176060000);
-- 1
UPDATE job_claim SET done_at = 1795176000000 WHERE job = 'prune' AND slot = 7 AND holder = 'old';
-- 0
DELETE FROM job_claim WHERE job = 'prune' AND slot < -43;
-- 1
SELECT seq, id, kind, change_keys FROM change_log WHERE seq >= 1 ORDER BY seq LIMIT 10;
-- 1
SELECT seq, id, kind, change_keys FROM change_log WHERE seq >= 1 ORDER BY seq LIMIT 500;
-- 0
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795176000000 THEN 1795176000000 ELSE last_seen END WHERE subject_key = X'532f5d90bfe07bf3188967c78003b262025ed78d08692af33d5faab15746b765';
-- 1
INSERT IGNORE INTO saz_subject (subject_key, kind, named, qualifier, trusted, first_seen, last_seen, seq) VALUES (X'532f5d90bfe07bf3188967c78003b262025ed78d08692af33d5faab15746b765', 'ca', '/DC=org/CN=CA', NULL, 0, 1795176000000, 1795176000000, 0);
-- 0
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795176000000 THEN 1795176000000 ELSE last_seen END WHERE subject_key = X'5fa7b7365bf0f18cdec927b05092cb5580705e3a95e990836cadf3c6d73138ef';
-- 1
INSERT IGNORE INTO saz_subject (subject_key, kind, named, qualifier, trusted, first_seen, last_seen, seq) VALUES (X'5fa7b7365bf0f18cdec927b05092cb5580705e3a95e990836cadf3c6d73138ef', 'dn', '/DC=org/DC=example/CN=Alice', NULL, 0, 1795176000000, 1795176000000, 0);
-- 0
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795176000000 THEN 1795176000000 ELSE last_seen END WHERE subject_key = X'60ac80428598ef0a642c9ddf0321cd5e9c60e6de273ccf7425a16aad7759a88e';
-- 1
INSERT IGNORE INTO saz_subject (subject_key, kind, named, qualifier, trusted, first_seen, last_seen, seq) VALUES (X'60ac80428598ef0a642c9ddf0321cd5e9c60e6de273ccf7425a16aad7759a88e', 'certificate', '/DC=org/CN=CA', '77', 0, 1795176000000, 1795176000000, 0);
-- 0
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795176000000 THEN 1795176000000 ELSE last_seen END WHERE subject_key = X'76c8845cc03a90bd450d3c617b511ea2e0661423b1558fa28976f197acfb4403';
-- 1
INSERT IGNORE INTO saz_subject (subject_key, kind, named, qualifier, trusted, first_seen, last_seen, seq) VALUES (X'76c8845cc03a90bd450d3c617b511ea2e0661423b1558fa28976f197acfb4403', 'vo', 'dune', NULL, 0, 1795176000000, 1795176000000, 0);
-- 0
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795176000000 THEN 1795176000000 ELSE last_seen END WHERE subject_key = X'fa6c6f5d42d47e6e9bae64914f10e63957217509c032e6c02a61bf6a1254d029';
-- 1
INSERT IGNORE INTO saz_subject (subject_key, kind, named, qualifier, trusted, first_seen, last_seen, seq) VALUES (X'fa6c6f5d42d47e6e9bae64914f10e63957217509c032e6c02a61bf6a1254d029', 'fqan', '/dune/Role=production', NULL, 0, 1795176000000, 1795176000000, 0);
-- 0
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795176000000 THEN 1795176000000 ELSE last_seen END WHERE subject_key = X'fc08d9934f8d1c5c7f56b6edf9411a3d60079fe895524cbcebe55fde831b5ad5';
-- 1
INSERT IGNORE INTO saz_subject (subject_key, kind, named, qualifier, trusted, first_seen, last_seen, seq) VALUES (X'fc08d9934f8d1c5c7f56b6edf9411a3d60079fe895524cbcebe55fde831b5ad5', 'fqan', '/dune', NULL, 0, 1795176000000, 1795176000000, 0);
-- 0
UPDATE saz_holder SET last_seen = 1795176000000, verified = 1, fqans = '/dune
/dune/Role=production', vo = 'dune' WHERE holder_key = X'911e83b76e5a5780c05b17c2facfcb037e91c1d70a8821f67f70fb717a6c4dbd' AND last_seen <= 1795176000000;
-- 1
INSERT IGNORE INTO saz_holder (holder_key, first_seen, person, named, issuer, serial, vo, fqans, verified, last_seen) VALUES (X'911e83b76e5a5780c05b17c2facfcb037e91c1d70a8821f67f70fb717a6c4dbd', 1795176000000, 1, '/DC=org/DC=example/CN=Alice', '/DC=org/CN=CA', '77', 'dune', '/dune
/dune/Role=production', 1, 1795176000000);
-- 1
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795183200000 THEN 1795183200000 ELSE last_seen END WHERE subject_key = X'532f5d90bfe07bf3188967c78003b262025ed78d08692af33d5faab15746b765';
-- 1
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795183200000 THEN 1795183200000 ELSE last_seen END WHERE subject_key = X'5fa7b7365bf0f18cdec927b05092cb5580705e3a95e990836cadf3c6d73138ef';
-- 1
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795183200000 THEN 1795183200000 ELSE last_seen END WHERE subject_key = X'60ac80428598ef0a642c9ddf0321cd5e9c60e6de273ccf7425a16aad7759a88e';
-- 1
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795183200000 THEN 1795183200000 ELSE last_seen END WHERE subject_key = X'76c8845cc03a90bd450d3c617b511ea2e0661423b1558fa28976f197acfb4403';
-- 1
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795183200000 THEN 1795183200000 ELSE last_seen END WHERE subject_key = X'fa6c6f5d42d47e6e9bae64914f10e63957217509c032e6c02a61bf6a1254d029';
-- 1
UPDATE saz_subject SET last_seen = CASE WHEN last_seen < 1795183200000 THEN 1795183200000 ELSE last_seen END WHERE subject_key = X'fc08d9934f8d1c5c7f56b6edf9411a3d60079fe895524cbcebe55fde831b5ad5';
-- 1
UPDATE saz_holder SET last_seen = 1795183200000, verified = 1, fqans = '/dune
/dune/Role=production', vo = 'dune' WHERE holder_key = X'911e83b76e5a5780c05b17c2facfcb037e91c1d70a8821f67f70fb717a6c4dbd' AND last_seen <= 1795183200000;
-- 1
SELECT COUNT(*) FROM saz_subject;
-- 1
INSERT IGNORE INTO saz_subject (subject_key, kind, named, qualifier, trusted, first_seen, last_seen, seq) VALUES (X'a268a38e0a6ab5e2b72e3b7278125a511f4f9aaaf7fc051ef73068f72f8ae332', 'dn', '/DC=org/DC=example/CN=Trusted One', NULL, 0, 1795176000000, 1795176000000, 7);
-- 1
UPDATE saz_subject SET trusted = 1, seq = 7 WHERE subject_key = X'a268a38e0a6ab5e2b72e3b7278125a511f4f9aaaf7fc051ef73068f72f8ae332';
-- 1
SELECT COALESCE(MAX(turn), 0) FROM saz_subject_turn WHERE subject_key = X'a268a38e0a6ab5e2b72e3b7278125a511f4f9aaaf7fc051ef73068f72f8ae332';
-- 1
INSERT INTO saz_subject_turn (subject_key, turn, trusted, by_whom, reason, ticket, at_ms, seq) VALUES (X'a268a38e0a6ab5e2b72e3b7278125a511f4f9aaaf7fc051ef73068f72f8ae332', 1, 1, '/DC=org/DC=example/CN=Olga Officer', 'known for years', 'T-9', 1795176000000, 7);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('85d52759cb484edbb90cf8f4ae6f3258', 7, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (7, '87f8037c61da461e950ba6263e662f52', 'saz.subject', 'a268a38e0a6ab5e2b72e3b7278125a511f4f9aaaf7fc051ef73068f72f8ae332', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 7 WHERE one = 1 AND seq = 6 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT turn, trusted, by_whom, reason, ticket, at_ms, seq FROM saz_subject_turn WHERE subject_key = X'a268a38e0a6ab5e2b72e3b7278125a511f4f9aaaf7fc051ef73068f72f8ae332' ORDER BY turn;
-- 1
SELECT person, named, issuer, serial, vo, fqans, verified, last_seen FROM saz_holder WHERE last_seen >= 1795176000000 ORDER BY last_seen DESC LIMIT 10;
-- 1
INSERT IGNORE INTO saz_lift_request (ban_key, turn, by_whom, reason, at_ms, seq) VALUES (X'5189890db176ba4609a614c51f15dc304360ee1c3a628ad6971adf1200704c55', 1, '/DC=org/DC=example/CN=Olga Officer', 'stolen key', 1795176000000, 8);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('f410bf82ce9c494ca9bbd9537fac8a70', 8, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (8, '9415e420b2e940f29cd91037cde11824', 'saz.lift-asked', '5189890db176ba4609a614c51f15dc304360ee1c3a628ad6971adf1200704c55', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 8 WHERE one = 1 AND seq = 7 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT ban_key, turn, by_whom, reason, at_ms FROM saz_lift_request r WHERE NOT EXISTS (SELECT 1 FROM ban_turn t WHERE t.ban_key = r.ban_key AND t.turn = r.turn + 1) ORDER BY at_ms LIMIT 10;
-- 1
INSERT IGNORE INTO saz_feed (name, tried_at, bans) VALUES ('national', 1795176000000, 1);
-- 1
UPDATE saz_feed SET tried_at = 1795176000000, read_at = 1795176000000, fault = NULL, fault_detail = NULL, bans = 1, held_size = NULL WHERE name = 'national';
-- 1
SELECT name, tried_at, read_at, fault, fault_detail, bans, held_size FROM saz_feed ORDER BY name;
-- 1
SELECT name, tried_at, read_at, fault, fault_detail, bans, held_size FROM saz_feed WHERE name = 'national';
-- 0
INSERT IGNORE INTO saz_feed (name, tried_at, bans) VALUES ('national', 1795176060000, 1);
-- 1
UPDATE saz_feed SET tried_at = 1795176060000, read_at = 1795176000000, fault = 'list.timeout', fault_detail = 'late', bans = 1, held_size = 0 WHERE name = 'national';
-- 0
SELECT id FROM pool_range WHERE ready = FALSE AND added_at < 1795175400000;
-- 0
SELECT account FROM pool_account WHERE account IN ('cms001', 'cms002', 'cms003', 'cms004', 'cms005', 'cms006');
-- 1
INSERT INTO pool_range (id, pool, accounts, ready, added_at) VALUES ('57c3683b401c41328260788b16e8dd62', 'cms', 'cms001-006', FALSE, 1795176000000);
-- 1
SELECT COUNT(*) FROM pool_account WHERE range_id = '57c3683b401c41328260788b16e8dd62' AND account IN ('cms001', 'cms002', 'cms003', 'cms004', 'cms005', 'cms006');
-- 1
INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES ('cms001', 'cms', '57c3683b401c41328260788b16e8dd62', -8088535273549229158, FALSE);
-- 1
INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES ('cms002', 'cms', '57c3683b401c41328260788b16e8dd62', 5468777860640918308, FALSE);
-- 1
INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES ('cms003', 'cms', '57c3683b401c41328260788b16e8dd62', -682207565263234872, FALSE);
-- 1
INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES ('cms004', 'cms', '57c3683b401c41328260788b16e8dd62', 4520542246192230233, FALSE);
-- 1
INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES ('cms005', 'cms', '57c3683b401c41328260788b16e8dd62', 1323208811600893996, FALSE);
-- 1
INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES ('cms006', 'cms', '57c3683b401c41328260788b16e8dd62', 6518166600794621249, FALSE);
-- 1
UPDATE pool_range SET ready = TRUE WHERE id = '57c3683b401c41328260788b16e8dd62' AND added_at > 1795175700000;
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('62f3bd843549426f80eca3640777ff7e', 9, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (9, '942815955d4e4970b8b49ee5a9b9f51b', 'pool-accounts', 'cms', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 9 WHERE one = 1 AND seq = 8 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT l.account, l.pool, l.turn, l.state, l.until_ms FROM lease l
WHERE l.account IN ('cms006')
  AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = l.account);
-- 1
SELECT a.account FROM pool_account a JOIN pool_range r ON r.id = a.range_id
WHERE r.ready = TRUE AND a.pool = 'cms' AND a.account IN ('cms006');
-- 1
UPDATE pool_account SET locked = TRUE WHERE account = 'cms006' AND pool = 'cms';
-- 1
INSERT INTO lease (account, turn, pool, state, at_ms, until_ms, reason) VALUES ('cms006', 1, 'cms', 'WITHDRAWN', 1795176000000, 1795176000000, 'kept');
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('5d9a9907447b463097ae1d0a207a0c64', 10, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (10, 'dc4361e613274695b5e8d928baad5612', 'pool-accounts', 'cms', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 10 WHERE one = 1 AND seq = 9 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT a.account, a.pool FROM pool_account a JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
WHERE a.account IN ('cms005');
-- 0
SELECT DISTINCT account FROM lease WHERE state = 'LEASED' AND account IN ('cms005');
-- 0
DELETE FROM lease_reservation WHERE account = 'cms005' OR (pool = 'cms' AND name_key = X'6365fec18688540bec154189bf5c9ea7944985e1d69751b201c4ffb82c0454ef');
-- 1
INSERT INTO lease_reservation (account, pool, name_key, name, at_ms, until_ms) VALUES ('cms005', 'cms', X'6365fec18688540bec154189bf5c9ea7944985e1d69751b201c4ffb82c0454ef', '%2fdc%3dorg%2fdc%3dexample%2fcn%3dreserved%20one', 1795176000000, 2082758400000);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('09f8d26fb8b64d8c8a8e68f6a1ad19fe', 11, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (11, 'a35a9ae19aa74b33aafaef6c334bf182', 'pool-accounts', 'cms', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 11 WHERE one = 1 AND seq = 10 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT h.generation, h.seq, l.account, l.turn, l.subject_turn, l.subject_name, l.at_ms, n.turn AS next_turn
FROM change_head h
LEFT JOIN lease l ON l.pool = 'cms' AND l.subject = X'9c71359cad8b0809d9b96de5b189a75fabe89b1c4f692f7a3b8cc9d1c7c94ff7' AND l.subject_turn =
    (SELECT MAX(m.subject_turn) FROM lease m WHERE m.pool = 'cms' AND m.subject = X'9c71359cad8b0809d9b96de5b189a75fabe89b1c4f692f7a3b8cc9d1c7c94ff7')
LEFT JOIN lease n ON n.account = l.account AND n.turn = l.turn + 1;
-- 0
SELECT a.account, l.turn, l.state
FROM pool_account a
JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
LEFT JOIN lease l ON l.account = a.account
    AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
WHERE a.pool = 'cms' AND a.locked = FALSE
  AND (l.state IS NULL OR l.state = 'FREE'
    OR (l.state IN ('QUARANTINED', 'WITHDRAWN') AND l.until_ms <= 1795176000000))
  AND EXISTS (SELECT 1 FROM lease_reservation v WHERE v.account = a.account AND v.until_ms > 1795176000000 AND v.name_key = X'12418044b476cfd50cf31322f1e196cb431dd4a45d3da8c79b7a3311ba69e043'
    AND NOT EXISTS (SELECT 1 FROM lease x WHERE x.account = v.account AND x.state = 'LEASED'))

ORDER BY a.place
LIMIT 1;
-- 1
SELECT a.account, l.turn, l.state
FROM pool_account a
JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
LEFT JOIN lease l ON l.account = a.account
    AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
WHERE a.pool = 'cms' AND a.locked = FALSE
  AND (l.state IS NULL OR l.state = 'FREE'
    OR (l.state IN ('QUARANTINED', 'WITHDRAWN') AND l.until_ms <= 1795176000000))
  AND a.place >= -7173893784381749239 AND NOT EXISTS (SELECT 1 FROM lease_reservation v WHERE v.account = a.account AND v.until_ms > 1795176000000 
    AND NOT EXISTS (SELECT 1 FROM lease x WHERE x.account = v.account AND x.state = 'LEASED'))

ORDER BY a.place
LIMIT 8;
-- 1
INSERT INTO lease (account, turn, pool, state, subject, subject_turn, subject_name, at_ms) VALUES ('cms003', 1, 'cms', 'LEASED', X'9c71359cad8b0809d9b96de5b189a75fabe89b1c4f692f7a3b8cc9d1c7c94ff7', 1, '/DC=org/DC=example/CN=Jane Doe', 1795176000000);
-- 1
INSERT IGNORE INTO lease_use (account, turn, used_day) VALUES ('cms003', 1, 20777);
-- 1
SELECT h.generation, h.seq, l.account, l.turn, l.subject_turn, l.subject_name, l.at_ms, n.turn AS next_turn
FROM change_head h
LEFT JOIN lease l ON l.pool = 'cms' AND l.subject = X'ea09a27475133aef574ff1bf48fd23f92b113d245ff3e54b00d25a693c9bfb85' AND l.subject_turn =
    (SELECT MAX(m.subject_turn) FROM lease m WHERE m.pool = 'cms' AND m.subject = X'ea09a27475133aef574ff1bf48fd23f92b113d245ff3e54b00d25a693c9bfb85')
LEFT JOIN lease n ON n.account = l.account AND n.turn = l.turn + 1;
-- 0
SELECT a.account, l.turn, l.state
FROM pool_account a
JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
LEFT JOIN lease l ON l.account = a.account
    AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
WHERE a.pool = 'cms' AND a.locked = FALSE
  AND (l.state IS NULL OR l.state = 'FREE'
    OR (l.state IN ('QUARANTINED', 'WITHDRAWN') AND l.until_ms <= 1795176000000))
  AND EXISTS (SELECT 1 FROM lease_reservation v WHERE v.account = a.account AND v.until_ms > 1795176000000 AND v.name_key = X'cd865eab7ffebe065158ceb4a4304ffa97520baadaebb5368ebe3b55328db8c4'
    AND NOT EXISTS (SELECT 1 FROM lease x WHERE x.account = v.account AND x.state = 'LEASED'))

ORDER BY a.place
LIMIT 1;
-- 1
SELECT a.account, l.turn, l.state
FROM pool_account a
JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
LEFT JOIN lease l ON l.account = a.account
    AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
WHERE a.pool = 'cms' AND a.locked = FALSE
  AND (l.state IS NULL OR l.state = 'FREE'
    OR (l.state IN ('QUARANTINED', 'WITHDRAWN') AND l.until_ms <= 1795176000000))
  AND a.place >= -1582555172979918097 AND NOT EXISTS (SELECT 1 FROM lease_reservation v WHERE v.account = a.account AND v.until_ms > 1795176000000 
    AND NOT EXISTS (SELECT 1 FROM lease x WHERE x.account = v.account AND x.state = 'LEASED'))

ORDER BY a.place
LIMIT 8;
-- 1
INSERT INTO lease (account, turn, pool, state, subject, subject_turn, subject_name, at_ms) VALUES ('cms004', 1, 'cms', 'LEASED', X'ea09a27475133aef574ff1bf48fd23f92b113d245ff3e54b00d25a693c9bfb85', 1, '/DC=org/DC=example/CN=John Roe', 1795176000000);
-- 1
INSERT IGNORE INTO lease_use (account, turn, used_day) VALUES ('cms004', 1, 20777);
-- 1
SELECT l.account, l.pool, l.turn, l.state, l.until_ms FROM lease l
WHERE l.account IN ('cms004')
  AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = l.account);
-- 1
INSERT INTO lease (account, turn, pool, state, at_ms, until_ms, reason) VALUES ('cms004', 2, 'cms', 'QUARANTINED', 1795176000000, 1795179600000, 'left');
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('9d416c6033104db7a7d80e8155ad2c98', 12, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (12, 'cc3dcd49aa214606ae014efa1aad5cd5', 'lease-release', 'cms004', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 12 WHERE one = 1 AND seq = 11 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
INSERT INTO policy_version (version, document, digest, remark, by_whom, at_ms) VALUES (13, '{format: 1, groups: [{name: dune, voms: {group: /dune, match: vo}}], mappers: [{name: m, account: dune}], mappings: [{name: dune, groups: dune, mappers: m}], hosts: [{cn: localhost, mappings: dune}]}', X'3d3e34c613a1c62c5fbb99cd768e0d26f778947cf3345b4200394f074ebc798f', 'first', '/DC=org/DC=example/CN=Olga Officer', 1795176000000);
-- 1
SELECT COALESCE(MAX(turn), 0) FROM policy_turn;
-- 1
INSERT INTO policy_turn (turn, version, by_whom, at_ms, seq) VALUES (1, 13, '/DC=org/DC=example/CN=Olga Officer', 1795176000000, 13);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('3ac0a58245dc45fea8d34cb9179e15d0', 13, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (13, 'ebcdb212e83e48acb818b8a99bd1bd87', 'policy', NULL, 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 13 WHERE one = 1 AND seq = 12 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT version FROM policy_turn ORDER BY turn DESC LIMIT 1;
-- 1
SELECT version, digest, remark, by_whom, at_ms FROM policy_version ORDER BY version DESC LIMIT 5;
-- 0
DELETE FROM manual_member WHERE user_group = 'locals' AND entry_key = X'af6a88a5dba7c62d79f26280d42964574fbae6d043e47d23860aeea15b287af4';
-- 1
INSERT INTO manual_member (user_group, entry_key, name_kind, name, fqan_kind, fqan, email, seq) VALUES ('locals', X'af6a88a5dba7c62d79f26280d42964574fbae6d043e47d23860aeea15b287af4', 'LITERAL', '/DC=org/DC=example/CN=Ann', 'ANY', '', 'ann@example.org', 14);
-- 1
SELECT COUNT(*) FROM manual_member WHERE name_kind = 'PATTERN';
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('5f560928b7b64e2c913831de8324f5ba', 14, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (14, '51f2f91ed1b54ec79ec89324bb60d450', 'manual-members', 'locals	LITERAL	/DC=org/DC=example/CN=Ann	ANY	', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 14 WHERE one = 1 AND seq = 13 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT user_group, name_kind, name, fqan_kind, fqan, email, seq FROM manual_member WHERE user_group = 'locals' ORDER BY entry_key LIMIT 10 OFFSET 0;
-- 0
DELETE FROM manual_account WHERE account_map = 'byname' AND dn_key = X'353962849e521db21e22e0b57ff9a8f0302420f9cb5fbbaf3b24f505a2428599';
-- 1
INSERT INTO manual_account (account_map, dn_key, dn, account, seq) VALUES ('byname', X'353962849e521db21e22e0b57ff9a8f0302420f9cb5fbbaf3b24f505a2428599', '/DC=org/DC=example/CN=Bob', 'bob', 15);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('b0b1215b83d841f190dbfacc51c07424', 15, 1795176000000, '/DC=org/DC=example/CN=Olga Officer', '198.51.100.7', 'ban', '/DC=org/CN=Jane', 'stolen key', NULL);
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (15, '2aff92ebf1b145a09e48c23649553782', 'manual-accounts', 'byname	/DC=org/DC=example/CN=Bob', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 15 WHERE one = 1 AND seq = 14 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
INSERT IGNORE INTO member_list (list_id, name, list_size, duplicates, bad_rows, seq) VALUES ('ff36f4c13a1900ef1fc5871333ed52fa', 'dune', 0, 0, 0, 0);
-- 1
INSERT INTO member_version (list_id, version, staged_at, chunks) VALUES ('ff36f4c13a1900ef1fc5871333ed52fa', '0e8c9526f71644699ac75e2bf3221605', 1795176000000, 1);
-- 1
INSERT INTO member_chunk (list_id, version, chunk, body) VALUES ('ff36f4c13a1900ef1fc5871333ed52fa', '0e8c9526f71644699ac75e2bf3221605', 0, X'2f44433d6f72672f44433d6578616d706c652f434e3d416c6963650a2f44433d6f72672f44433d6578616d706c652f434e3d426f620a');
-- 1
UPDATE member_list SET name = 'dune', version = '0e8c9526f71644699ac75e2bf3221605', list_size = 2, digest = '1d91f547f33c3c6c976c6074802f180d821b9fabeee10266a44453ddb67e429f', read_at = 1795176000000, tried_at = 1795176000000, fault = NULL, fault_detail = NULL, duplicates = 0, bad_rows = 0, held_size = NULL, held_since = NULL, accept_down_to = NULL, seq = 16 WHERE list_id = 'ff36f4c13a1900ef1fc5871333ed52fa' AND COALESCE(version, '') = '';
-- 0
UPDATE member_version SET retired_at = 1795176000000 WHERE list_id = 'ff36f4c13a1900ef1fc5871333ed52fa' AND version = '';
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (16, 'ce650ebf258e4be69b589dcf9aec2d83', 'member-list', 'ff36f4c13a1900ef1fc5871333ed52fa', 1795176000000, NULL, NULL);
-- 1
UPDATE change_head SET seq = 16 WHERE one = 1 AND seq = 15 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
INSERT IGNORE INTO member_list (list_id, name, list_size, duplicates, bad_rows, seq) VALUES ('ff36f4c13a1900ef1fc5871333ed52fa', 'dune', 0, 0, 0, 0);
-- 1
UPDATE member_list SET name = 'dune', read_at = 1795176060000, tried_at = 1795176060000, fault = NULL, fault_detail = NULL, duplicates = 0, bad_rows = 0, held_size = NULL, held_since = NULL, accept_down_to = NULL WHERE list_id = 'ff36f4c13a1900ef1fc5871333ed52fa';
-- 1
SELECT list_id, name, version, list_size, digest, read_at, tried_at, fault, fault_detail, duplicates, bad_rows, held_size, held_since, accept_down_to FROM member_list WHERE list_id = 'ff36f4c13a1900ef1fc5871333ed52fa';
-- 1
SELECT list_id, name, version, list_size, digest, read_at, tried_at, fault, fault_detail, duplicates, bad_rows, held_size, held_since, accept_down_to FROM member_list;
-- 0
SELECT vo, description, contact, state, rules, aup_version, aup_forced_at, founded_at, seq FROM vo WHERE vo = 'dune';
-- 1
INSERT INTO vo (vo, description, contact, state, rules, founded_at, seq) VALUES ('dune', 'a test', 'vo@example.org', 'OPEN', '{"membershipDays":365,"graceDays":7,"warnDays":[30,15,7,1],"aupDays":365,"aupTaskDays":15,"aupReminderDays":[7,3,1],"signingExtends":false,"confirmHours":168,"decideDays":60,"askInstitution":false,"anyIssuer":false,"adminRole":"VO-Admin","managerRole":"Group-Manager","portal":"","authorityHost":"","authorityPort":0,"fields":[],"retention":{"expiredMembers":0,"applications":365,"audit":1095,"mail":30}}', 1772366400000, 17);
-- 1
INSERT INTO vo_group (vo, path, parent, description, optional, founded_at, seq) VALUES ('dune', '/dune', NULL, 'a test', FALSE, 1772366400000, 17);
-- 1
INSERT INTO vo_role (vo, role, description, seq) VALUES ('dune', 'VO-Admin', 'administers the VO', 17);
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune' AND role = '' AND defaults = FALSE AND subject_key = X'dc7e7181f8c2256b06ac22ff83333ad1be74c64be4dee0f25469020c622d1539';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune', '', FALSE, X'dc7e7181f8c2256b06ac22ff83333ad1be74c64be4dee0f25469020c622d1539', 'CERTIFICATE', '/DC=org/CN=Ada Admin', '/DC=org/CN=CA', 16383, 17);
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune' AND role = '' AND defaults = FALSE AND subject_key = X'5a11bab3ae553e666518b334eed24a7d655b18343915ccc7ce7fb6b30f30fa89';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune', '', FALSE, X'5a11bab3ae553e666518b334eed24a7d655b18343915ccc7ce7fb6b30f30fa89', 'HOLDERS', '/dune/Role=VO-Admin', NULL, 16383, 17);
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune' AND role = '' AND defaults = FALSE AND subject_key = X'43cee201cd0725c3eea9c1eddef23796cfa89919c0125f7d2ab7d6c62ce981ba';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune', '', FALSE, X'43cee201cd0725c3eea9c1eddef23796cfa89919c0125f7d2ab7d6c62ce981ba', 'HOLDERS', '/dune', NULL, 5, 17);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('23eca706927f48feb13ef9ef3cfdf372', 17, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (17, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (17, 'cf83721aacb84287a911c90988f8dc87', 'vo', 'dune *', 1795446918508, NULL, NULL);
-- 1
UPDATE change_head SET seq = 17 WHERE one = 1 AND seq = 16 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT path, description, optional FROM vo_group WHERE vo = 'dune' AND path = '/dune';
-- 0
SELECT path, description, optional FROM vo_group WHERE vo = 'dune' AND path = '/dune/a';
-- 1
INSERT INTO vo_group (vo, path, parent, description, optional, founded_at, seq) VALUES ('dune', '/dune/a', '/dune', 'the first', FALSE, 1772366400000, 18);
-- 0
SELECT kind, subject, issuer, permissions FROM acl_entry WHERE vo = 'dune' AND path = '/dune' AND role = '' AND defaults = TRUE ORDER BY kind, subject;
-- 1
SELECT kind, subject, issuer, permissions FROM acl_entry WHERE vo = 'dune' AND path = '/dune' AND role = '' AND defaults = FALSE ORDER BY kind, subject;
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a' AND role = '' AND defaults = FALSE AND subject_key = X'dc7e7181f8c2256b06ac22ff83333ad1be74c64be4dee0f25469020c622d1539';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune/a', '', FALSE, X'dc7e7181f8c2256b06ac22ff83333ad1be74c64be4dee0f25469020c622d1539', 'CERTIFICATE', '/DC=org/CN=Ada Admin', '/DC=org/CN=CA', 16383, 18);
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a' AND role = '' AND defaults = FALSE AND subject_key = X'43cee201cd0725c3eea9c1eddef23796cfa89919c0125f7d2ab7d6c62ce981ba';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune/a', '', FALSE, X'43cee201cd0725c3eea9c1eddef23796cfa89919c0125f7d2ab7d6c62ce981ba', 'HOLDERS', '/dune', NULL, 5, 18);
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a' AND role = '' AND defaults = FALSE AND subject_key = X'5a11bab3ae553e666518b334eed24a7d655b18343915ccc7ce7fb6b30f30fa89';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune/a', '', FALSE, X'5a11bab3ae553e666518b334eed24a7d655b18343915ccc7ce7fb6b30f30fa89', 'HOLDERS', '/dune/Role=VO-Admin', NULL, 16383, 18);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('5c91e217da624af09679495e94392ebc', 18, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (18, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (18, 'fb4f288b0fa648a5ad631e3eaa9e135b', 'vo', 'dune /', 1795446918607, NULL, NULL);
-- 1
UPDATE change_head SET seq = 18 WHERE one = 1 AND seq = 17 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT path, description, optional FROM vo_group WHERE vo = 'dune' AND path = '/dune/a/b';
-- 1
INSERT INTO vo_group (vo, path, parent, description, optional, founded_at, seq) VALUES ('dune', '/dune/a/b', '/dune/a', 'below', TRUE, 1772366400000, 19);
-- 0
SELECT kind, subject, issuer, permissions FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a' AND role = '' AND defaults = TRUE ORDER BY kind, subject;
-- 1
SELECT kind, subject, issuer, permissions FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a' AND role = '' AND defaults = FALSE ORDER BY kind, subject;
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a/b' AND role = '' AND defaults = FALSE AND subject_key = X'dc7e7181f8c2256b06ac22ff83333ad1be74c64be4dee0f25469020c622d1539';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune/a/b', '', FALSE, X'dc7e7181f8c2256b06ac22ff83333ad1be74c64be4dee0f25469020c622d1539', 'CERTIFICATE', '/DC=org/CN=Ada Admin', '/DC=org/CN=CA', 16383, 19);
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a/b' AND role = '' AND defaults = FALSE AND subject_key = X'43cee201cd0725c3eea9c1eddef23796cfa89919c0125f7d2ab7d6c62ce981ba';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune/a/b', '', FALSE, X'43cee201cd0725c3eea9c1eddef23796cfa89919c0125f7d2ab7d6c62ce981ba', 'HOLDERS', '/dune', NULL, 5, 19);
-- 0
DELETE FROM acl_entry WHERE vo = 'dune' AND path = '/dune/a/b' AND role = '' AND defaults = FALSE AND subject_key = X'5a11bab3ae553e666518b334eed24a7d655b18343915ccc7ce7fb6b30f30fa89';
-- 1
INSERT INTO acl_entry (vo, path, role, defaults, subject_key, kind, subject, issuer, permissions, seq) VALUES ('dune', '/dune/a/b', '', FALSE, X'5a11bab3ae553e666518b334eed24a7d655b18343915ccc7ce7fb6b30f30fa89', 'HOLDERS', '/dune/Role=VO-Admin', NULL, 16383, 19);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('faf4896cd6ff41098f902e8603ff4bc8', 19, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (19, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (19, 'ca4d8f6787aa4539b1896c5b8bf3e116', 'vo', 'dune /', 1795446918801, NULL, NULL);
-- 1
UPDATE change_head SET seq = 19 WHERE one = 1 AND seq = 18 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT vo FROM vo WHERE vo = 'dune';
-- 1
INSERT INTO person (person_id, vo, given_name, family_name, email, fields, search_text, institution_id, joined_at, ends_at, seq) VALUES ('98e908316da64495b4bcad68eb217e13', 'dune', 'Jane', 'Doe', 'jane@example.org', '{}', 'jane doe jane@example.org', NULL, 1772366400000, NULL, 20);
-- 0
SELECT code FROM barred WHERE vo = 'dune' AND name_key = X'1ec0c512b9334cecf9775c380dd3d80ef4448c809903b159ca217ad9bf56de2d';
-- 0
SELECT person_id FROM identity WHERE vo = 'dune' AND name_key = X'1ec0c512b9334cecf9775c380dd3d80ef4448c809903b159ca217ad9bf56de2d' AND issuer_key = X'ba18ecc121038721a763a02bb87f1617f963acd41e369041376f7451424d27f2';
-- 0
SELECT i.identity_id, i.person_id, i.kind, i.name, i.issuer, i.suspended_code, i.suspended_reason, i.suspended_at, i.added_at FROM identity i WHERE i.person_id = '98e908316da64495b4bcad68eb217e13' ORDER BY i.added_at, i.identity_id;
-- 1
INSERT INTO identity (identity_id, person_id, vo, kind, name, issuer, name_key, issuer_key, added_at, seq) VALUES ('ea061ccc3bb54e26abe156e01c9a247f', '98e908316da64495b4bcad68eb217e13', 'dune', 'X509', '/DC=org/CN=Jane Doe', '/DC=org/CN=CA', X'1ec0c512b9334cecf9775c380dd3d80ef4448c809903b159ca217ad9bf56de2d', X'ba18ecc121038721a763a02bb87f1617f963acd41e369041376f7451424d27f2', 1772366400000, 20);
-- 1
INSERT INTO membership (person_id, path, role, vo, since, seq) VALUES ('98e908316da64495b4bcad68eb217e13', '/dune', '', 'dune', 1772366400000, 20);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('3f786104f30d4bb9aec1dbb2a4ea48e3', 20, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (20, 'dune', '98e908316da64495b4bcad68eb217e13', X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (20, '7c4fd29351e44445bd63b08b2685bc13', 'vo', 'dune 98e908316da64495b4bcad68eb217e13', 1795446919007, NULL, NULL);
-- 1
UPDATE change_head SET seq = 20 WHERE one = 1 AND seq = 19 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT role, description FROM vo_role WHERE vo = 'dune' AND role = 'prod';
-- 1
INSERT INTO vo_role (vo, role, description, seq) VALUES ('dune', 'prod', 'production', 21);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('5c10ef7d04434533b5102f33cc06f975', 21, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (21, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (21, '5c3fd95fd04b429a804c6f06d9912643', 'vo', 'dune -', 1795446919032, NULL, NULL);
-- 1
UPDATE change_head SET seq = 21 WHERE one = 1 AND seq = 20 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT p.person_id, p.vo, p.given_name, p.family_name, p.email, p.fields, p.institution_id, p.joined_at, p.ends_at, p.suspended_code, p.suspended_reason, p.suspended_at, p.seq FROM person p WHERE p.person_id = '98e908316da64495b4bcad68eb217e13' AND p.vo = 'dune';
-- 0
SELECT path FROM membership WHERE person_id = '98e908316da64495b4bcad68eb217e13' AND path = '/dune/a/b' AND role = '';
-- 0
UPDATE membership SET ends_at = NULL, seq = 22 WHERE person_id = '98e908316da64495b4bcad68eb217e13' AND path = '/dune/a/b' AND role = '';
-- 1
INSERT INTO membership (person_id, path, role, vo, since, ends_at, seq) VALUES ('98e908316da64495b4bcad68eb217e13', '/dune/a/b', '', 'dune', 1772366400000, NULL, 22);
-- 0
SELECT path FROM membership WHERE person_id = '98e908316da64495b4bcad68eb217e13' AND path = '/dune/a' AND role = '';
-- 0
UPDATE membership SET ends_at = NULL, seq = 22 WHERE person_id = '98e908316da64495b4bcad68eb217e13' AND path = '/dune/a' AND role = '';
-- 1
INSERT INTO membership (person_id, path, role, vo, since, ends_at, seq) VALUES ('98e908316da64495b4bcad68eb217e13', '/dune/a', '', 'dune', 1772366400000, NULL, 22);
-- 0
UPDATE membership SET ends_at = NULL, seq = 22 WHERE person_id = '98e908316da64495b4bcad68eb217e13' AND path = '/dune/a/b' AND role = 'prod';
-- 1
INSERT INTO membership (person_id, path, role, vo, since, ends_at, seq) VALUES ('98e908316da64495b4bcad68eb217e13', '/dune/a/b', 'prod', 'dune', 1772366400000, NULL, 22);
-- 1
UPDATE person SET seq = 22 WHERE person_id = '98e908316da64495b4bcad68eb217e13';
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('24a989a37494499a9777101e4d925fe1', 22, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (22, 'dune', '98e908316da64495b4bcad68eb217e13', X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (22, 'a95b2be8114e413c9e465a7e96553f23', 'vo', 'dune 98e908316da64495b4bcad68eb217e13', 1795446919299, NULL, NULL);
-- 1
UPDATE change_head SET seq = 22 WHERE one = 1 AND seq = 21 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT vo FROM person WHERE person_id = '98e908316da64495b4bcad68eb217e13' AND vo = 'dune';
-- 0
SELECT code FROM barred WHERE vo = 'dune' AND name_key = X'bf2d0bb1ccd06b25d8f11c50640a6d7e0395aa3bea3bd124be7e26e20cdc75f5';
-- 0
SELECT person_id FROM identity WHERE vo = 'dune' AND name_key = X'bf2d0bb1ccd06b25d8f11c50640a6d7e0395aa3bea3bd124be7e26e20cdc75f5' AND issuer_key = X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
-- 1
INSERT INTO identity (identity_id, person_id, vo, kind, name, issuer, name_key, issuer_key, added_at, seq) VALUES ('8c29ebc5586643488827337d705b310d', '98e908316da64495b4bcad68eb217e13', 'dune', 'TOKEN', '1234', 'https://issuer.example.org', X'bf2d0bb1ccd06b25d8f11c50640a6d7e0395aa3bea3bd124be7e26e20cdc75f5', X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 1772366400000, 23);
-- 1
UPDATE person SET seq = 23 WHERE person_id = '98e908316da64495b4bcad68eb217e13';
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('4a6260b58c23471daa25aabdc70efa0c', 23, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (23, 'dune', '98e908316da64495b4bcad68eb217e13', X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (23, '87927a44ab804210a868dbd636ce3015', 'vo', 'dune 98e908316da64495b4bcad68eb217e13', 1795446919305, NULL, NULL);
-- 1
UPDATE change_head SET seq = 23 WHERE one = 1 AND seq = 22 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT institution_id, name FROM institution WHERE vo = 'dune' ORDER BY name;
-- 1
INSERT INTO institution (institution_id, vo, name, seq) VALUES ('223f4524d8d34438ba286ef934390915', 'dune', 'A Lab', 24);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('89c13391e4154bcbb5d759e260b2dfcd', 24, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (24, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (24, 'bc127b61b034497d9862cd573e499d42', 'vo', 'dune -', 1795446919340, NULL, NULL);
-- 1
UPDATE change_head SET seq = 24 WHERE one = 1 AND seq = 23 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT name FROM institution WHERE institution_id = '223f4524d8d34438ba286ef934390915' AND vo = 'dune';
-- 0
DELETE FROM representative WHERE institution_id = '223f4524d8d34438ba286ef934390915' AND person_id = '98e908316da64495b4bcad68eb217e13';
-- 1
INSERT INTO representative (institution_id, person_id, seq) VALUES ('223f4524d8d34438ba286ef934390915', '98e908316da64495b4bcad68eb217e13', 25);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('1c491a30f56b4a57bfb13991f43855a3', 25, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (25, 'dune', '98e908316da64495b4bcad68eb217e13', X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (25, 'f3743a8eab4c4c70aea20e0244c5ceff', 'vo', 'dune 98e908316da64495b4bcad68eb217e13', 1795446919352, NULL, NULL);
-- 1
UPDATE change_head SET seq = 25 WHERE one = 1 AND seq = 24 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
DELETE FROM group_manager WHERE person_id = '98e908316da64495b4bcad68eb217e13' AND path = '/dune/a';
-- 1
INSERT INTO group_manager (person_id, path, vo, owner, seq) VALUES ('98e908316da64495b4bcad68eb217e13', '/dune/a', 'dune', FALSE, 26);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('2490aacb335f46f0a732c88671f599b7', 26, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (26, 'dune', '98e908316da64495b4bcad68eb217e13', X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (26, '58732c198c2644cf91425442f2428d39', 'vo', 'dune 98e908316da64495b4bcad68eb217e13', 1795446919512, NULL, NULL);
-- 1
UPDATE change_head SET seq = 26 WHERE one = 1 AND seq = 25 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT version, url, aup_text, created_at, activated_at FROM aup_version WHERE vo = 'dune' ORDER BY created_at DESC, version;
-- 1
INSERT INTO aup_version (vo, version, url, aup_text, created_at, seq) VALUES ('dune', '1.0', '', 'be good', 1772366400000, 27);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('cc58b18e3df44559a257c94223048605', 27, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (27, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (27, '6680ce8366cc4a7f90647bea10a971b3', 'vo', 'dune -', 1795446920239, NULL, NULL);
-- 1
UPDATE change_head SET seq = 27 WHERE one = 1 AND seq = 26 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
UPDATE aup_version SET activated_at = 1772366400000, seq = 28 WHERE vo = 'dune' AND version = '1.0';
-- 1
UPDATE vo SET aup_version = '1.0', aup_forced_at = NULL, seq = 28 WHERE vo = 'dune';
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('53d135868bac48f5a6f5ea1b96626d9f', 28, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (28, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (28, '04c17f805bba4a66b977051070d178c2', 'vo', 'dune *', 1795446920268, NULL, NULL);
-- 1
UPDATE change_head SET seq = 28 WHERE one = 1 AND seq = 27 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
INSERT INTO aup_signature (person_id, version, signed_at, vo, by_admin, seq) VALUES ('98e908316da64495b4bcad68eb217e13', '1.0', 1772366400000, 'dune', FALSE, 29);
-- 1
UPDATE person SET seq = 29 WHERE person_id = '98e908316da64495b4bcad68eb217e13';
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('d9146c66e07d419db3817819b5c502ed', 29, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (29, 'dune', '98e908316da64495b4bcad68eb217e13', X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (29, 'cf430e9697524b2cb572f542e2d51d26', 'vo', 'dune 98e908316da64495b4bcad68eb217e13', 1795446920373, NULL, NULL);
-- 1
UPDATE change_head SET seq = 29 WHERE one = 1 AND seq = 28 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT name, description, one_each FROM attribute_class WHERE vo = 'dune' ORDER BY name;
-- 1
INSERT INTO attribute_class (vo, name, description, one_each, seq) VALUES ('dune', 'nickname', 'as she is called', TRUE, 30);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('dd33b0b6cd0841dbbb20da15c5ecb8a4', 30, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (30, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (30, 'c224c7ed56934ceaa37cf0aa207813f3', 'vo', 'dune -', 1795446920382, NULL, NULL);
-- 1
UPDATE change_head SET seq = 30 WHERE one = 1 AND seq = 29 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT holder FROM attribute_value WHERE vo = 'dune' AND name = 'nickname' AND value_key = X'18ccecb587c5a11d21bd0594598307587a3a18f95810114a06ab8a7dced1a615' AND holder <> '98e908316da64495b4bcad68eb217e13' AND holder NOT LIKE '/%';
-- 0
DELETE FROM attribute_value WHERE vo = 'dune' AND holder = '98e908316da64495b4bcad68eb217e13' AND name = 'nickname';
-- 1
INSERT INTO attribute_value (vo, holder, name, attr_value, value_key, seq) VALUES ('dune', '98e908316da64495b4bcad68eb217e13', 'nickname', 'jdoe', X'18ccecb587c5a11d21bd0594598307587a3a18f95810114a06ab8a7dced1a615', 31);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('284c613bb62e40a99a44c7771569792c', 31, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (31, 'dune', '98e908316da64495b4bcad68eb217e13', X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (31, 'fc03459fdc9b4e24b8f087bf16870ebd', 'vo', 'dune 98e908316da64495b4bcad68eb217e13', 1795446920442, NULL, NULL);
-- 1
UPDATE change_head SET seq = 31 WHERE one = 1 AND seq = 30 AND generation = '0123456789abcdef0123456789abcdef';
-- 0
SELECT code FROM barred WHERE vo = 'dune' AND name_key = X'd096a5d15adf3c212de7c7f960853b93661be5334ac14549c1c55f9ee2ac974f';
-- 0
SELECT person_id FROM identity WHERE vo = 'dune' AND name_key = X'd096a5d15adf3c212de7c7f960853b93661be5334ac14549c1c55f9ee2ac974f' AND issuer_key = X'ba18ecc121038721a763a02bb87f1617f963acd41e369041376f7451424d27f2';
-- 0
SELECT application_id, vo, kind, state, person_id, name, issuer, institution_id, path, role, details, aup_version, code_hash, explanation, submitted_at, changed_at FROM application WHERE vo = 'dune' AND name_key = X'd096a5d15adf3c212de7c7f960853b93661be5334ac14549c1c55f9ee2ac974f' ORDER BY submitted_at DESC, application_id LIMIT 200;
-- 1
INSERT INTO application (application_id, vo, kind, state, person_id, name, issuer, name_key, institution_id, path, role, details, aup_version, code_hash, explanation, submitted_at, changed_at, closed_at, seq) VALUES ('225f3df679a5488c87271e0efe555dd7', 'dune', 'MEMBERSHIP', 'SUBMITTED', NULL, '/DC=org/CN=Nora New', '/DC=org/CN=CA', X'd096a5d15adf3c212de7c7f960853b93661be5334ac14549c1c55f9ee2ac974f', NULL, NULL, NULL, '{"data":{"givenName":"Nora","familyName":"New","email":"nora@example.org","fields":{}},"groups":["/dune/a"],"certificate":null,"message":"let me in"}', '1.0', X'24174e52beb9cac989f7e2d41ca83c0e88550136cf45dc371319bc7eda74ca7b', NULL, 1772366400000, 1772366400000, NULL, 32);
-- 1
INSERT INTO mail (mail_id, vo, person_id, recipient, subject, body, state, tries, made_at, next_at) VALUES ('39644e7122514a6a9acc15db31ba64d8', 'dune', NULL, 'nora@example.org', '[dune] confirm your application to dune', 'Dear colleague,

somebody, we hope you, applied to the VO dune with this address. To confirm it, use

  application: 225f3df679a5488c87271e0efe555dd7
  code:        9a673726240a5410e268aa273c6432e5

If it was not you, do nothing: the application lapses.

-- 
dune, vo@example.org
', 'WAITING', 0, 1772366400000, 1772366400000);
-- 1
INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail) VALUES ('1aaa4ec2b04145378e511ab3be8e737a', 32, 1772366400000, '/DC=org/CN=Ada Admin', '::1', 'test', 'target', 'why not', NULL);
-- 1
INSERT INTO vo_act (seq, vo, person_id, actor_key) VALUES (32, 'dune', NULL, X'0c1268761eb55e670d7eab7c4892abf3dcfb3bad8c0b8345f7e8f58178dbd0f5');
-- 1
INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest) VALUES (32, 'c64c699f79f44af49f010a81a1047b29', 'vo', 'dune -', 1795446920734, NULL, NULL);
-- 1
UPDATE change_head SET seq = 32 WHERE one = 1 AND seq = 31 AND generation = '0123456789abcdef0123456789abcdef';
-- 1
SELECT application_id, vo, kind, state, person_id, name, issuer, institution_id, path, role, details, aup_version, code_hash, explanation, submitted_at, changed_at FROM application WHERE application_id = '225f3df679a5488c87271e0efe555dd7' AND vo = 'dune';
-- 1
SELECT mail_id, recipient, subject, state, tries, made_at, last_error FROM mail WHERE vo = 'dune' ORDER BY made_at DESC, mail_id LIMIT 10 OFFSET 0;
-- 1
SELECT mail_id, recipient, subject, body, tries, next_at FROM mail WHERE state = 'WAITING' AND next_at <= 1772366400000 ORDER BY next_at LIMIT 10;
-- 1
SELECT path, role, since, ends_at FROM membership WHERE person_id = '98e908316da64495b4bcad68eb217e13' ORDER BY path, role;
-- 1
SELECT COUNT(*) FROM person p WHERE p.vo = 'dune';
-- 1
SELECT p.person_id, p.vo, p.given_name, p.family_name, p.email, p.fields, p.institution_id, p.joined_at, p.ends_at, p.suspended_code, p.suspended_reason, p.suspended_at, p.seq FROM person p WHERE p.vo = 'dune' ORDER BY p.family_name, p.given_name, p.person_id LIMIT 10 OFFSET 0;
-- 1
SELECT i.identity_id, i.person_id, i.kind, i.name, i.issuer, i.suspended_code, i.suspended_reason, i.suspended_at, i.added_at FROM identity i WHERE i.person_id IN ('98e908316da64495b4bcad68eb217e13') ORDER BY i.added_at, i.identity_id;
-- 1
SELECT person_id, path, role, since, ends_at FROM membership WHERE person_id IN ('98e908316da64495b4bcad68eb217e13') ORDER BY path, role;
-- 1
SELECT version, signed_at, by_admin FROM aup_signature WHERE person_id = '98e908316da64495b4bcad68eb217e13' ORDER BY signed_at DESC;
