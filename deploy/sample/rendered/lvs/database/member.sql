-- The user by which members read from each other; run on every member before it joins, the password put in place of PASSWORD_RECOVERY.
-- rendered by `gridauthz deploy render`, edit the topology instead
SET SQL_LOG_BIN = 0;
CREATE USER IF NOT EXISTS 'recovery'@'%' IDENTIFIED BY 'PASSWORD_RECOVERY';
GRANT REPLICATION SLAVE, BACKUP_ADMIN, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO 'recovery'@'%';
SET SQL_LOG_BIN = 1;
CHANGE REPLICATION SOURCE TO SOURCE_USER = 'recovery', SOURCE_PASSWORD = 'PASSWORD_RECOVERY' FOR CHANNEL 'group_replication_recovery';
