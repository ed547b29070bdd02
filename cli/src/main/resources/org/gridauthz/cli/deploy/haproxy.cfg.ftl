# Director ${host}; rendered by `gridauthz deploy render`, edit the topology instead.
global
    maxconn 60000
    stats socket /run/haproxy/admin.sock mode 600 level admin

defaults
    # TLS passes through: services see the caller's certificate.
    mode tcp
    timeout connect 500ms
    timeout client 60s
    timeout server 60s
    timeout check 1s
    retries 2
    option redispatch 1
    # TLS sessions resume at the instance that made them.
    balance source
    hash-type consistent
    default-server inter 500ms fall 2 rise 2 on-marked-down shutdown-sessions
<#list site.partitions as partition>

frontend ${partition.name}
    bind ${partition.virtual}:${partition.port} transparent
    use_backend ${partition.name}-fresh if { nbsrv(${partition.name}-fresh) gt 0 }
    default_backend ${partition.name}-ready
<#list ["fresh", "ready"] as step>

backend ${partition.name}-${step}
    option httpchk GET /health/${(step == "fresh")?then("fresh", "readiness")}
    http-check expect status 200
<#list partition.hosts as real>
    server ${real} ${site.hosts[real]}:${partition.port} check port ${partition.managementPort}
</#list>
</#list>
</#list>
