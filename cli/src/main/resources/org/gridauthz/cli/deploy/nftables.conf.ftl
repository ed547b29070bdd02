<#assign members = site.database.members>
#!/usr/sbin/nft -f
# ${host}; rendered by `gridauthz deploy render`, edit the topology instead.
table inet gridauthz
delete table inet gridauthz
table inet gridauthz {
    set callers { type ipv4_addr; flags interval; auto-merge; elements = { ${([site.network] + site.callers)?join(", ")} } }
<#if site.partitions?filter(p -> p.hosts?seq_contains(host))?has_content || site.directors?seq_contains(host)>
    set directors { type ipv4_addr; elements = { <#list site.directors as name>${site.hosts[name]}<#sep>, </#list> } }
    set monitoring { type ipv4_addr; elements = { <#list site.monitoring as name>${site.hosts[name]}<#sep>, </#list> } }
</#if>
<#if members?seq_contains(host)>
    set members { type ipv4_addr; elements = { <#list members as name>${site.hosts[name]}<#sep>, </#list> } }
    set services { type ipv4_addr; elements = { <#list site.hosts?keys?filter(h -> site.partitions?filter(p -> p.hosts?seq_contains(h))?has_content) as name>${site.hosts[name]}<#sep>, </#list> } }
</#if>
    chain input {
        type filter hook input priority filter; policy drop;
        iif lo accept
<#if site.director == "IPVS" && site.directors?seq_contains(host)>
        # Forwarded: of these connections this host sees one direction only, and would take the end of each for invalid.
<#list site.partitions as partition>
        ip saddr @callers ip daddr ${partition.virtual} tcp dport { ${([partition.port] + partition.voPorts)?join(", ")} } accept comment "${partition.name}: forwarded"
</#list>
</#if>
        ct state established,related accept
        ct state invalid drop
        meta l4proto { icmp, ipv6-icmp } accept
        ip saddr ${site.network} tcp dport 22 accept
<#list site.partitions as partition>
<#if partition.hosts?seq_contains(host)>
        ip saddr @callers tcp dport { ${([partition.port] + partition.voPorts)?join(", ")} } accept comment "${partition.name}"
<#if partition.adminPort != 0>
        ip saddr @callers tcp dport ${partition.adminPort} accept comment "${partition.name}: administrators"
</#if>
        ip saddr @directors tcp dport ${partition.managementPort} accept comment "${partition.name}: readiness"
        ip saddr @monitoring tcp dport ${partition.port} accept comment "${partition.name}: metrics"
<#elseif site.director == "HAPROXY" && site.directors?seq_contains(host)>
        ip saddr @callers ip daddr ${partition.virtual} tcp dport { ${([partition.port] + partition.voPorts)?join(", ")} } accept comment "${partition.name}: forwarded"
</#if>
</#list>
<#if members?seq_contains(host)>
        ip saddr @members tcp dport { ${site.database.port}, ${site.database.groupPort} } accept comment "the database's group"
        ip saddr @services tcp dport ${site.database.port} accept comment "the database"
</#if>
<#if site.directors?seq_contains(host)>
        ip saddr @directors ip protocol vrrp accept
        ip saddr @directors udp dport 8848 accept comment "connections that directors share"
</#if>
    }
}
