# rendered by `gridauthz deploy render`, edit the topology instead
global:
  scrape_interval: 15s
scrape_configs:
  - job_name: gridauthz
    scheme: https
    metrics_path: /metrics
    tls_config:
      ca_file: /etc/prometheus/grid-ca.pem
      cert_file: /etc/prometheus/hostcert.pem
      key_file: /etc/prometheus/hostkey.pem
    file_sd_configs:
      - files: [targets.yaml]
