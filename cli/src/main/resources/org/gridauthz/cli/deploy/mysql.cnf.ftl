<#assign db = site.database>
# Group Replication member ${host}; rendered by `gridauthz deploy render`, edit the topology instead.
[mysqld]
server_id = ${serverId}
bind_address = ${address}
port = ${db.port}
report_host = ${address}
report_port = ${db.port}
mysqlx = OFF
character_set_server = utf8mb4
collation_server = utf8mb4_bin
gtid_mode = ON
enforce_gtid_consistency = ON
log_bin = binlog
relay_log = relay
binlog_expire_logs_seconds = 604800
innodb_flush_log_at_trx_commit = 1
sync_binlog = 1
# A lock nobody gives back must not hold up the site's writes for the default of 50 s.
innodb_lock_wait_timeout = 5
# A server that hangs for a while counts every instance's attempts as errors, and would shut them out for good at the 100th (FLUSH HOSTS).
max_connect_errors = 4294967295
plugin_load_add = group_replication.so
plugin_load_add = mysql_clone.so
loose_group_replication_group_name = ${db.group}
loose_group_replication_local_address = ${address}:${db.groupPort}
loose_group_replication_group_seeds = <#list db.members as member>${site.hosts[member]}:${db.groupPort}<#sep>,</#list>
loose_group_replication_ip_allowlist = <#list db.members as member>${site.hosts[member]}<#sep>,</#list>
loose_group_replication_bootstrap_group = OFF
# Every member takes writes.
loose_group_replication_single_primary_mode = OFF
loose_group_replication_enforce_update_everywhere_checks = ON
# A restarted member comes back by itself; after all were down one is bootstrapped by hand (docs/cluster.md).
loose_group_replication_start_on_boot = ON
loose_group_replication_recovery_get_public_key = ON
# A dead member is given up at once: reads and writes at the others wait for that.
loose_group_replication_member_expel_timeout = 0
# Cut off from the majority for 5 s: out, and no client is served until it is back.
loose_group_replication_unreachable_majority_timeout = 5
loose_group_replication_exit_state_action = OFFLINE_MODE
loose_group_replication_autorejoin_tries = 20
# Services ask for more where they need it: docs/cluster.md.
loose_group_replication_consistency = EVENTUAL
