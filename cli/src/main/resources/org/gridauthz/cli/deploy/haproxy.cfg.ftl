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
    # Dead is two checks in a row without an answer; its connections are closed then. An instance that answers 404 is only given no new
    # ones: it drains (both groups), or it lives and is not fresh (the first group).
    default-server inter 500ms fall 2 rise 2 on-marked-down shutdown-sessions
<#list site.partitions as partition>
<#list [partition.port] + partition.voPorts as port>
<#assign name = partition.name + (port == partition.port)?then("", "-" + port)>

frontend ${name}
    bind ${partition.virtual}:${port} transparent
    use_backend ${name}-fresh if { nbsrv(${name}-fresh) gt 0 }
    default_backend ${name}-ready
<#list ["fresh", "ready"] as step>

backend ${name}-${step}
    option httpchk GET /health/${(step == "fresh")?then("fresh", "readiness")}
    http-check disable-on-404
<#list partition.hosts as real>
    server ${real} ${site.hosts[real]}:${port} check port ${partition.managementPort}
</#list>
</#list>
</#list>
</#list>
