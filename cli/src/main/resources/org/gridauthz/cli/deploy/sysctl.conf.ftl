# Direct routing: this host has the virtual addresses on lo and must not answer ARP for them.
# rendered by `gridauthz deploy render`, edit the topology instead
net.ipv4.conf.all.arp_ignore = 1
net.ipv4.conf.all.arp_announce = 2
