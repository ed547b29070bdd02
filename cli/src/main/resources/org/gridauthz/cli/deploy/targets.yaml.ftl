# rendered by `gridauthz deploy render`, edit the topology instead
<#list site.partitions as partition>
- labels: {site: ${site.site}, partition: ${partition.name}, service: ${partition.service?lower_case}}
  targets: [<#list partition.hosts as real>"${real}.${site.domain}:${(partition.adminPort != 0)?then(partition.adminPort, partition.port)}"<#sep>, </#list>]
</#list>
