<#assign service = partition.service?lower_case>
# rendered by `gridauthz deploy render`, edit the topology instead
[Unit]
Description=GridAuthz ${partition.name}
After=network-online.target
Wants=network-online.target

[Service]
User=gridauthz
Group=gridauthz
EnvironmentFile=/etc/gridauthz/${partition.name}.env
ExecStart=/usr/lib/gridauthz/runtime/bin/java @/usr/lib/gridauthz/service.options $JAVA_OPTIONS -jar /usr/lib/gridauthz/${service}-service.jar --spring.config.additional-location=optional:file:/etc/gridauthz/site.yaml,file:/etc/gridauthz/${partition.name}.yaml
# SIGTERM: readiness goes off, directors look elsewhere, calls under way end, then the process.
KillSignal=SIGTERM
TimeoutStopSec=60
SuccessExitStatus=143
Restart=on-failure
RestartSec=2
LogsDirectory=gridauthz
StateDirectory=gridauthz
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
LimitNOFILE=65536

[Install]
WantedBy=multi-user.target
