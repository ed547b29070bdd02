-- Database users; run on one member as its administrator, passwords put in place of PASSWORD_…; what services may do with which table is in grants.sql
-- rendered by `gridauthz deploy render`, edit the topology instead
<#assign db = site.database.name>
CREATE USER IF NOT EXISTS 'gridauthz_migrate'@'%' IDENTIFIED BY 'PASSWORD_MIGRATE';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW ON ${db}.* TO 'gridauthz_migrate'@'%';
<#list ["gums", "saz", "voms"] as service>
CREATE USER IF NOT EXISTS 'gridauthz_${service}'@'%' IDENTIFIED BY 'PASSWORD_${service?upper_case}';
GRANT SELECT ON performance_schema.replication_group_members TO 'gridauthz_${service}'@'%';
</#list>
CREATE USER IF NOT EXISTS 'gridauthz_check'@'%' IDENTIFIED BY 'PASSWORD_CHECK';
GRANT SELECT ON ${db}.* TO 'gridauthz_check'@'%';
