<#assign virtuals = []>
<#list site.partitions as partition><#if !virtuals?seq_contains(partition.virtual)><#assign virtuals += [partition.virtual]></#if></#list>
# Director ${host}; rendered by `gridauthz deploy render`, edit the topology instead.
global_defs {
    router_id ${host}
    vrrp_version 3
    script_user root
    enable_script_security
<#if site.director == "IPVS">
    # Connections survive the other director: both know them.
    lvs_sync_daemon ${site.interfaceName} gridauthz id ${site.virtualRouter}
</#if>
}
<#if site.director == "HAPROXY">

vrrp_script haproxy {
    script "/usr/bin/killall -0 haproxy"
    interval 1
    fall 1
    rise 2
}
</#if>

vrrp_instance gridauthz {
    state BACKUP
    # A director that comes back would break every connection by taking over.
    nopreempt
    interface ${site.interfaceName}
    virtual_router_id ${site.virtualRouter}
    priority ${priority}
    advert_int 0.2
    garp_master_repeat 2
    garp_master_delay 1
<#if site.director == "HAPROXY">
    track_script {
        haproxy
    }
</#if>
    virtual_ipaddress {
<#list virtuals as virtual>
        ${virtual}/32 dev ${site.interfaceName}
</#list>
    }
}
<#if site.director == "IPVS">
<#list site.partitions as partition>
<#list [partition.port] + partition.voPorts as port>

# ${partition.name}
virtual_server ${partition.virtual} ${port} {
    delay_loop 1
    # TLS sessions resume at the instance that made them.
    lb_algo wrr
    lb_kind DR
    persistence_timeout 300
    protocol TCP
<#list partition.hosts as real>
    real_server ${site.hosts[real]} ${port} {
        # Fresh: this weight. Ready only: 1, so it serves when nobody is fresh. Draining: 0, which keeps its connections. Neither: out.
        weight 100
        MISC_CHECK {
            misc_path "/etc/keepalived/gridauthz-check ${site.hosts[real]} ${partition.managementPort}"
            misc_timeout 2
            misc_dynamic
            user root
        }
    }
</#list>
}
</#list>
</#list>
</#if>
