-- What each service may do, table by table; run on one member as its administrator after every `gridauthz migrate`, before services of that release start.
-- rendered by `gridauthz deploy render`, edit the topology instead

-- gums: what it had in the whole database before releases that have this file, if anything
REVOKE IF EXISTS SELECT, INSERT, UPDATE, DELETE ON gridauthz.* FROM 'gridauthz_gums'@'%' IGNORE UNKNOWN USER;
-- what all services share; histories grow and are never rewritten
GRANT SELECT ON gridauthz.flyway_common TO 'gridauthz_gums'@'%';
GRANT SELECT ON gridauthz.flyway_gums TO 'gridauthz_gums'@'%';
GRANT SELECT, UPDATE ON gridauthz.change_head TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, DELETE ON gridauthz.change_log TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, DELETE ON gridauthz.admin_right TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE ON gridauthz.ban_orphan TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.job_claim TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.instance TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT ON gridauthz.admin_audit TO 'gridauthz_gums'@'%';
GRANT SELECT ON gridauthz.ban_turn TO 'gridauthz_gums'@'%';
GRANT SELECT ON gridauthz.current_lease TO 'gridauthz_gums'@'%';
-- its own
GRANT SELECT, INSERT ON gridauthz.lease TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT ON gridauthz.policy_version TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT ON gridauthz.policy_turn TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.pool_account TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.pool_range TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.lease_use TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.lease_reservation TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.member_list TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.member_version TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.member_chunk TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.member_edit TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.manual_member TO 'gridauthz_gums'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.manual_account TO 'gridauthz_gums'@'%';

-- saz: what it had in the whole database before releases that have this file, if anything
REVOKE IF EXISTS SELECT, INSERT, UPDATE, DELETE ON gridauthz.* FROM 'gridauthz_saz'@'%' IGNORE UNKNOWN USER;
-- what all services share; histories grow and are never rewritten
GRANT SELECT ON gridauthz.flyway_common TO 'gridauthz_saz'@'%';
GRANT SELECT ON gridauthz.flyway_saz TO 'gridauthz_saz'@'%';
GRANT SELECT, UPDATE ON gridauthz.change_head TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, DELETE ON gridauthz.change_log TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, DELETE ON gridauthz.admin_right TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, UPDATE ON gridauthz.ban_orphan TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.job_claim TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.instance TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT ON gridauthz.admin_audit TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT ON gridauthz.ban_turn TO 'gridauthz_saz'@'%';
-- its own
GRANT SELECT, INSERT ON gridauthz.saz_subject_turn TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.saz_subject TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.saz_holder TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.saz_lift_request TO 'gridauthz_saz'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.saz_feed TO 'gridauthz_saz'@'%';

-- voms: what it had in the whole database before releases that have this file, if anything
REVOKE IF EXISTS SELECT, INSERT, UPDATE, DELETE ON gridauthz.* FROM 'gridauthz_voms'@'%' IGNORE UNKNOWN USER;
-- what all services share; histories grow and are never rewritten
GRANT SELECT ON gridauthz.flyway_common TO 'gridauthz_voms'@'%';
GRANT SELECT ON gridauthz.flyway_voms TO 'gridauthz_voms'@'%';
GRANT SELECT, UPDATE ON gridauthz.change_head TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, DELETE ON gridauthz.change_log TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, DELETE ON gridauthz.admin_right TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE ON gridauthz.ban_orphan TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.job_claim TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.instance TO 'gridauthz_voms'@'%';
-- a member whose data are erased is erased from the audit trail too
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.admin_audit TO 'gridauthz_voms'@'%';
GRANT SELECT ON gridauthz.ban_turn TO 'gridauthz_voms'@'%';
-- its own
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.vo TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.vo_group TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.vo_role TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.vo_act TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.person TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.identity TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.membership TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.acl_entry TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.attribute_class TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.attribute_value TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.aup_version TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.aup_signature TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.application TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.barred TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.erasure TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.group_manager TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.institution TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.last_seen TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.mail TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.reminder TO 'gridauthz_voms'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON gridauthz.representative TO 'gridauthz_voms'@'%';
