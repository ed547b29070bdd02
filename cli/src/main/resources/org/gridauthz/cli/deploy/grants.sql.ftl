-- What each service may do, table by table; run on one member as its administrator after every `gridauthz migrate`, before services of that release start.
-- rendered by `gridauthz deploy render`, edit the topology instead
<#assign db = site.database.name>
<#macro may user rights tables>
<#list tables?split(" ") as table>
GRANT ${rights} ON ${db}.${table} TO 'gridauthz_${user}'@'%';
</#list>
</#macro>
<#list ["gums", "saz", "voms"] as service>

-- ${service}: what it had in the whole database before releases that have this file, if anything
REVOKE IF EXISTS SELECT, INSERT, UPDATE, DELETE ON ${db}.* FROM 'gridauthz_${service}'@'%' IGNORE UNKNOWN USER;
-- what all services share; histories grow and are never rewritten
<@may service "SELECT" "flyway_common flyway_" + service/>
<@may service "SELECT, UPDATE" "change_head"/>
<@may service "SELECT, INSERT, DELETE" "change_log admin_right"/>
<@may service "SELECT, INSERT, UPDATE" "ban_orphan"/>
<@may service "SELECT, INSERT, UPDATE, DELETE" "job_claim instance"/>
<#switch service>
<#case "gums">
<@may service "SELECT, INSERT" "admin_audit"/>
<@may service "SELECT" "ban_turn current_lease"/>
-- its own
<@may service "SELECT, INSERT" "lease policy_version policy_turn"/>
<@may service "SELECT, INSERT, UPDATE, DELETE" "pool_account pool_range lease_use lease_reservation member_list member_version member_chunk member_edit manual_member manual_account"/>
<#break>
<#case "saz">
<@may service "SELECT, INSERT" "admin_audit ban_turn"/>
-- its own
<@may service "SELECT, INSERT" "saz_subject_turn"/>
<@may service "SELECT, INSERT, UPDATE, DELETE" "saz_subject saz_holder saz_lift_request saz_feed"/>
<#break>
<#case "voms">
-- a member whose data are erased is erased from the audit trail too
<@may service "SELECT, INSERT, UPDATE, DELETE" "admin_audit"/>
<@may service "SELECT" "ban_turn"/>
-- its own
<@may service "SELECT, INSERT, UPDATE, DELETE" "vo vo_group vo_role vo_act person identity membership acl_entry attribute_class attribute_value aup_version aup_signature application barred erasure group_manager institution last_seen mail reminder representative"/>
<#break>
</#switch>
</#list>
