# ${host}; rendered by `gridauthz deploy render`, edit the topology instead.
<#if serves>
# Direct routing: this host has the virtual addresses on lo and must not answer ARP for them.
net.ipv4.conf.all.arp_ignore = 1
net.ipv4.conf.all.arp_announce = 2
</#if>
<#if directs>
# A source leaves an instance that drains or is out, though it was kept there until now; connections to one that is out are ended, not left waiting.
net.ipv4.vs.expire_quiescent_template = 1
net.ipv4.vs.expire_nodest_conn = 1
# A director that is not the active one passes nothing on: what the active one sends to its instances is for them.
net.ipv4.vs.backup_only = 1
</#if>
