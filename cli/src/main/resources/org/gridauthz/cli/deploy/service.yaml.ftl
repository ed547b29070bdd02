<#-- Given: site, host, address, partition, members (nearest first). -->
<#assign service = partition.service?lower_case>
<#assign order><#list members as member>${site.hosts[member]}:${site.database.port}<#sep>,</#list></#assign>
# ${partition.name} on ${host}; rendered by `gridauthz deploy render`, edit the topology instead.
spring:
  datasource:
    # The nearest member first; the others while it does not answer, refuses writes (HY000) or is no member any more (21000).
    url: "jdbc:mysql:loadbalance://${order}/${site.database.name}?ha.loadBalanceStrategy=serverAffinity&serverAffinityOrder=${order}&loadBalanceSQLStateFailover=08,HY000,21000&loadBalanceBlocklistTimeout=5000&connectTimeout=1000&socketTimeout=5000"
    username: gridauthz_${service}
    password: "${r"${GRIDAUTHZ_DATABASE_PASSWORD}"}"
management:
  server:
    # Readiness for directors and Prometheus, on the service network alone; says up or down and no more.
    address: ${address}
    port: ${partition.managementPort}
  endpoint:
    health:
      show-details: never
gridauthz:
  synchronous-read: GROUP_REPLICATION
  tls:
    host-keys:
      - {certificate: /etc/grid-security/${service}/hostcert.pem, key: /etc/grid-security/${service}/hostkey.pem}
    listeners:
      - {name: ${partition.name},<#if site.director == "HAPROXY"> address: ${address},</#if> port: ${partition.port}}
<#if partition.adminPort != 0>
      - {name: admin, address: ${address}, port: ${partition.adminPort}, threads: 8, max-connections: 256}
</#if>
<#if site.director == "HAPROXY" && partition.voPorts?has_content>
  authority:
    # Beside the director, which has the virtual address, and not over it.
    address: ${address}
</#if>
