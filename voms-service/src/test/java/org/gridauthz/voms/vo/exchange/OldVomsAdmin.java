package org.gridauthz.voms.vo.exchange;

/** A VOMS-Admin database, statement by statement: the tables and columns that version 3.8 has, as far as they are read, and a small VO. */
final class OldVomsAdmin {
    static final String[] TABLES = {
        "CREATE TABLE usr (userid BIGINT PRIMARY KEY, name VARCHAR(255), surname VARCHAR(255), institution"
                + " VARCHAR(255), address VARCHAR(255), phone_number VARCHAR(255), email_address VARCHAR(255), dn"
                + " VARCHAR(255), ca SMALLINT, creation_time DATETIME, end_time DATETIME, suspended BOOLEAN,"
                + " suspension_reason_code VARCHAR(255), suspension_reason VARCHAR(255))",
        "CREATE TABLE ca (cid SMALLINT PRIMARY KEY, subject_string VARCHAR(255))",
        "CREATE TABLE certificate (id BIGINT PRIMARY KEY, usr_id BIGINT, ca_id SMALLINT, subject_string VARCHAR(255),"
                + " suspended BOOLEAN, suspended_reason VARCHAR(255), suspension_reason_code VARCHAR(255),"
                + " creation_time DATETIME)",
        "CREATE TABLE `groups` (gid BIGINT PRIMARY KEY, dn VARCHAR(255), parent BIGINT, must BOOLEAN, description"
                + " VARCHAR(255))",
        "CREATE TABLE roles (rid BIGINT PRIMARY KEY, role VARCHAR(255))",
        "CREATE TABLE m (userid BIGINT, gid BIGINT, rid BIGINT)",
        "CREATE TABLE attributes (a_id BIGINT PRIMARY KEY, a_name VARCHAR(255), a_desc TEXT, a_uniq BOOLEAN)",
        "CREATE TABLE usr_attrs (u_id BIGINT, a_id BIGINT, a_value VARCHAR(255))",
        "CREATE TABLE group_attrs (g_id BIGINT, a_id BIGINT, a_value VARCHAR(255))",
        "CREATE TABLE role_attrs (g_id BIGINT, r_id BIGINT, a_id BIGINT, a_value VARCHAR(255))",
        "CREATE TABLE acl2 (acl_id BIGINT PRIMARY KEY, group_id BIGINT, defaultACL BOOLEAN, role_id BIGINT)",
        "CREATE TABLE acl2_permissions (acl_id BIGINT, permissions INT, admin_id BIGINT, PRIMARY KEY (acl_id,"
                + " admin_id))",
        "CREATE TABLE admins (adminid BIGINT PRIMARY KEY, dn VARCHAR(255), email_address VARCHAR(255), ca SMALLINT)",
        "CREATE TABLE aup (id BIGINT PRIMARY KEY, name VARCHAR(255), description VARCHAR(255), reacceptancePeriod INT)",
        "DROP TABLE aup_version",
        "CREATE TABLE aup_version (id BIGINT PRIMARY KEY, aup_id BIGINT, version VARCHAR(255), url VARCHAR(255), text"
                + " VARCHAR(255), creationTime DATETIME, lastForcedReacceptanceTime DATETIME, active BOOLEAN)",
        "CREATE TABLE aup_acc_record (id BIGINT PRIMARY KEY, aup_version_id BIGINT, usr_id BIGINT,"
                + " last_acceptance_date DATETIME)",
        "CREATE TABLE req (request_id BIGINT PRIMARY KEY, completionDate DATETIME, creationDate DATETIME,"
                + " expirationDate DATETIME, status VARCHAR(255), requester_info_id BIGINT)",
        "CREATE TABLE vo_membership_req (request_id BIGINT PRIMARY KEY, confirmId VARCHAR(255))",
        "CREATE TABLE group_membership_req (request_id BIGINT PRIMARY KEY, groupName VARCHAR(255))",
        "CREATE TABLE role_membership_req (request_id BIGINT PRIMARY KEY, groupName VARCHAR(255), roleName"
                + " VARCHAR(255))",
        "CREATE TABLE certificate_request (request_id BIGINT PRIMARY KEY, certificate TINYBLOB,"
                + " certificateIssuer VARCHAR(255), certificateSubject VARCHAR(255))",
        "CREATE TABLE membership_rem_req (request_id BIGINT PRIMARY KEY, reason VARCHAR(255))",
        "CREATE TABLE requester_info (id BIGINT PRIMARY KEY, certificateIssuer VARCHAR(255), certificateSubject"
                + " VARCHAR(255), emailAddress VARCHAR(255), name VARCHAR(255), surname VARCHAR(255), institution"
                + " VARCHAR(255), address VARCHAR(255), phoneNumber VARCHAR(255), voMember BOOLEAN)",
        "INSERT INTO aup VALUES (1, 'GRID-AUP', NULL, 365), (2, 'VO-AUP', NULL, 365)",
        "INSERT INTO aup_version VALUES (1, 1, '1.0', 'file:/grid', NULL, '2019-01-01 00:00:00', NULL, TRUE),"
                + " (2, 2, '1.0', 'https://dune.example.org/aup', NULL, '2019-01-01 00:00:00', NULL, FALSE),"
                + " (3, 2, '2.0', NULL, 'be good', '2020-01-01 00:00:00', NULL, TRUE)",
        "INSERT INTO aup_acc_record VALUES (1, 2, 1, '2019-02-01 00:00:00'), (2, 3, 1, '2026-02-01 00:00:00'),"
                + " (3, 2, 2, '2019-03-01 00:00:00'), (4, 1, 2, '2026-02-01 00:00:00')",
        "INSERT INTO requester_info (id, certificateIssuer, certificateSubject, emailAddress, name, surname,"
                + " phoneNumber) VALUES (1, '/DC=org/CN=CA', '/DC=org/CN=Nina', 'nina@example.org', 'Nina', 'New', '456'),"
                + " (2, '/DC=org/CN=CA', '/DC=org/CN=Jane', 'jane@example.org', 'Jane', 'Doe', NULL), (3, '/DC=org/CN=CA',"
                + " '/DC=org/CN=Otto', 'otto@example.org', 'Otto', 'Off', NULL), (4, '/DC=org/CN=CA', '/DC=org/CN=Jane',"
                + " 'jane@example.org', 'Jane', 'Doe', NULL), (5, '/DC=org/CN=CA', '/DC=org/CN=John', 'john@example.org',"
                + " 'John', 'Roe', NULL), (6, '/DC=org/CN=CA', '/DC=org/CN=John', 'john@example.org', 'John', 'Roe',"
                + " NULL), (7, '/DC=org/CN=CA', '/DC=org/CN=John', 'john@example.org', 'John', 'Roe', NULL), (8,"
                + " '/DC=org/CN=CA', '/DC=org/CN=John', 'john@example.org', 'John', 'Roe', NULL)",
        "INSERT INTO req VALUES (1, NULL, '2026-02-01 00:00:00', NULL, 'CONFIRMED', 1),"
                + " (2, '2020-02-01 00:00:00', '2020-01-01 00:00:00', NULL, 'APPROVED', 2),"
                + " (3, NULL, '2026-02-01 00:00:00', NULL, 'SUBMITTED', 3),"
                + " (4, NULL, '2026-02-02 00:00:00', NULL, 'SUBMITTED', 4),"
                + " (5, NULL, '2026-02-02 00:00:00', NULL, 'SUBMITTED', 5),"
                + " (6, NULL, '2026-02-02 00:00:00', NULL, 'PENDING', 6),"
                + " (7, NULL, '2026-02-02 00:00:00', NULL, 'SUBMITTED', 7),"
                + " (8, NULL, '2026-02-02 00:00:00', NULL, 'SUBMITTED', 8)",
        "INSERT INTO vo_membership_req VALUES (1, 'c1'), (2, 'c2'), (3, 'c3')",
        "INSERT INTO certificate_request VALUES (4, NULL, '/DC=org/CN=CA', '/DC=org/CN=Jane three')",
        "INSERT INTO group_membership_req VALUES (5, '/dune/a'), (8, '/dune/unknown')",
        "INSERT INTO role_membership_req VALUES (6, '/dune/new', 'production')",
        "INSERT INTO membership_rem_req VALUES (7, 'another job')",
        "INSERT INTO ca VALUES (10, '/O=VOMS/O=System/CN=Dummy Certificate Authority'),"
                + " (11, '/O=VOMS/O=System/CN=VOMS Group'), (12, '/O=VOMS/O=System/CN=VOMS Role')",
        "INSERT INTO admins VALUES (1, '/O=VOMS/O=System/CN=Local Database Administrator', NULL, 10),"
                + " (2, '/O=VOMS/O=System/CN=Any Authenticated User', NULL, 10), (3, '/dune/a', NULL, 11),"
                + " (4, '/dune/Role=VO-Admin', NULL, 12), (5, '/DC=org/CN=Jane', NULL, 1)",
        "INSERT INTO acl2 VALUES (1, 1, FALSE, NULL), (2, 3, FALSE, NULL), (3, 3, FALSE, 2), (4, 1, TRUE, NULL)",
        "INSERT INTO acl2_permissions VALUES (1, 16383, 1), (1, 5, 2), (1, 16383, 4), (2, 12, 5), (2, 4, 3), (3, 8, 5),"
                + " (4, 4, 2)",
        "INSERT INTO ca VALUES (1, '/DC=org/CN=CA'), (2, '/DC=org/CN=Other CA')",
        "INSERT INTO `groups` VALUES (1, '/dune', 1, TRUE, NULL), (2, '/dune/a', 1, FALSE, 'known'),"
                + " (3, '/dune/new', 1, FALSE, 'a new one')",
        "INSERT INTO roles VALUES (1, 'VO-Admin'), (2, 'production')",
        "INSERT INTO attributes VALUES (1, 'nickname', 'login', TRUE)",
        "INSERT INTO usr VALUES (1, 'Jane', 'Doe', 'A Lab', 'Street 1', '123', 'jane@example.org', NULL, NULL,"
                + " '2020-01-01 00:00:00', '2030-06-01 00:00:00', FALSE, NULL, NULL)",
        "INSERT INTO usr VALUES (2, 'John', 'Roe', 'A Lab', NULL, NULL, NULL, NULL, NULL,"
                + " '2020-01-01 00:00:00', NULL, TRUE, 'SECURITY_INCIDENT', 'key lost')",
        "INSERT INTO usr VALUES (3, NULL, NULL, NULL, NULL, NULL, 'x@example.org', NULL, NULL,"
                + " '2020-01-01 00:00:00', NULL, FALSE, NULL, NULL)",
        "INSERT INTO certificate VALUES (1, 1, 1, '/DC=org/CN=Jane', FALSE, NULL, NULL, NULL),"
                + " (2, 1, 2, '/DC=org/CN=Jane two', TRUE, 'old', 'OTHER', NULL),"
                + " (3, 2, 1, '/DC=org/CN=John', FALSE, NULL, NULL, NULL)",
        "INSERT INTO m VALUES (1, 1, NULL), (1, 2, NULL), (1, 3, 2), (1, 3, NULL), (2, 1, NULL), (3, 1, NULL)",
        "INSERT INTO usr_attrs VALUES (1, 1, 'jane')",
        "INSERT INTO group_attrs VALUES (3, 1, 'g')",
        "INSERT INTO role_attrs VALUES (3, 2, 1, 'r')",
    };

    private OldVomsAdmin() {}
}
