# ${host}; rendered by `gridauthz deploy render`. Loaded before sysctl.conf is read, which has settings of it.
ip_vs
