-- Database users; run on one member as its administrator, passwords put in place of PASSWORD_…; what services may do with which table is in grants.sql
-- rendered by `gridauthz deploy render`, edit the topology instead
CREATE USER IF NOT EXISTS 'gridauthz_migrate'@'%' IDENTIFIED BY 'PASSWORD_MIGRATE';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW ON gridauthz.* TO 'gridauthz_migrate'@'%';
CREATE USER IF NOT EXISTS 'gridauthz_gums'@'%' IDENTIFIED BY 'PASSWORD_GUMS';
GRANT SELECT ON performance_schema.replication_group_members TO 'gridauthz_gums'@'%';
CREATE USER IF NOT EXISTS 'gridauthz_saz'@'%' IDENTIFIED BY 'PASSWORD_SAZ';
GRANT SELECT ON performance_schema.replication_group_members TO 'gridauthz_saz'@'%';
CREATE USER IF NOT EXISTS 'gridauthz_voms'@'%' IDENTIFIED BY 'PASSWORD_VOMS';
GRANT SELECT ON performance_schema.replication_group_members TO 'gridauthz_voms'@'%';
CREATE USER IF NOT EXISTS 'gridauthz_check'@'%' IDENTIFIED BY 'PASSWORD_CHECK';
GRANT SELECT ON gridauthz.* TO 'gridauthz_check'@'%';
