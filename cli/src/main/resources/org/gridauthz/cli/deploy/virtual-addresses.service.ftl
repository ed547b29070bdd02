<#assign virtuals = []>
<#list site.partitions as partition><#if partition.hosts?seq_contains(host) && !virtuals?seq_contains(partition.virtual)><#assign virtuals += [partition.virtual]></#if></#list>
# rendered by `gridauthz deploy render`, edit the topology instead
[Unit]
Description=Virtual addresses that directors route to this host
After=network.target

[Service]
Type=oneshot
RemainAfterExit=yes
<#list virtuals as virtual>
ExecStart=/sbin/ip address replace ${virtual}/32 dev lo
ExecStop=-/sbin/ip address del ${virtual}/32 dev lo
</#list>

[Install]
WantedBy=multi-user.target
