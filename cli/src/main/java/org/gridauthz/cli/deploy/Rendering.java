package org.gridauthz.cli.deploy;

import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gridauthz.cli.deploy.Topology.Director;
import org.gridauthz.cli.deploy.Topology.Partition;
import tools.jackson.databind.json.JsonMapper;

/** Fills the templates: a path below the output folder, then the file's text. */
final class Rendering {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    private final Topology site;
    private final Map<?, ?> plain;
    private final SortedMap<String, String> files = new TreeMap<>();

    private Rendering(Topology site) {
        this.site = site;
        templates.setClassForTemplateLoading(Rendering.class, "");
        templates.setDefaultEncoding("UTF-8");
        templates.setOutputFormat(PlainTextOutputFormat.INSTANCE);
        templates.setNumberFormat("computer");
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        plain = plain(site);
    }

    static SortedMap<String, String> of(Topology site) {
        Rendering rendering = new Rendering(site);
        site.hosts().keySet().forEach(rendering::host);
        rendering.add("prometheus/prometheus.yml", "prometheus.yml", Map.of());
        rendering.add("prometheus/targets.yaml", "targets.yaml", Map.of());
        rendering.add("database/users.sql", "users.sql", Map.of());
        rendering.add("database/grants.sql", "grants.sql", Map.of());
        rendering.add("database/member.sql", "member.sql", Map.of());
        return rendering.files;
    }

    /** Templates see maps: they cannot call anything. */
    private static Map<?, ?> plain(Object value) {
        return JSON.convertValue(value, Map.class);
    }

    private void host(String host) {
        Map<String, Object> here = Map.of("host", host, "address", site.hosts().get(host));
        add(host + "/nftables.conf", "nftables.conf", here);
        for (Partition partition : site.on(host)) {
            Map<String, Object> instance = new HashMap<>(here);
            instance.put("partition", plain(partition));
            instance.put("members", site.membersFrom(host));
            add(host + "/gridauthz/" + partition.name() + ".yaml", "service.yaml", instance);
            add(host + "/systemd/gridauthz-" + partition.name() + ".service", "gridauthz.service", instance);
        }
        if (site.director() == Director.IPVS) {
            ipvs(host, here);
        }
        if (site.database().members().contains(host)) {
            Map<String, Object> member = new HashMap<>(here);
            member.put("serverId", site.database().members().indexOf(host) + 1);
            add(host + "/mysql/gridauthz.cnf", "mysql.cnf", member);
        }
        if (site.directors().contains(host)) {
            Map<String, Object> director = new HashMap<>(here);
            director.put("priority", 200 - 50 * site.directors().indexOf(host));
            add(host + "/keepalived.conf", "keepalived.conf", director);
            if (site.director() == Director.IPVS) {
                add(host + "/gridauthz-check", "gridauthz-check", Map.of());
            } else {
                add(host + "/haproxy.cfg", "haproxy.cfg", director);
            }
        }
    }

    /** What direct routing asks of the kernels of directors and of those they forward to; a host can be both. */
    private void ipvs(String host, Map<String, Object> here) {
        boolean serves = !site.on(host).isEmpty();
        boolean directs = site.directors().contains(host);
        if (serves || directs) {
            Map<String, Object> kernel = new HashMap<>(here);
            kernel.put("serves", serves);
            kernel.put("directs", directs);
            add(host + "/sysctl.conf", "sysctl.conf", kernel);
        }
        if (serves) {
            add(host + "/systemd/gridauthz-virtual-addresses.service", "virtual-addresses.service", here);
        }
        if (directs) {
            add(host + "/modules.conf", "modules.conf", here);
        }
    }

    private void add(String path, String template, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("site", plain);
        StringWriter text = new StringWriter();
        try {
            templates.getTemplate(template + ".ftl").process(model, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(path + " cannot be rendered: " + e.getMessage(), e);
        }
        files.put(path, text.toString());
    }
}
