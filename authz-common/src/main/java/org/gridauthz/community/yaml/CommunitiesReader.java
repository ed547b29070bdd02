package org.gridauthz.community.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.community.Communities;
import org.gridauthz.community.Communities.Crowd;
import org.gridauthz.community.Communities.SourceBudget;
import org.gridauthz.community.Community;
import org.gridauthz.community.Community.Limits;
import org.gridauthz.community.Community.Listener;
import org.gridauthz.community.Community.Rules;
import org.gridauthz.community.Network;
import org.gridauthz.identity.HostPattern;
import org.gridauthz.identity.TextPattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the file that docs/communities.md describes. Strict: an unknown field, a field given twice, an alias, a second
 * document is a mistake. The nodes are SnakeYAML's, which Boot reads all other settings with, because they know their line.
 */
public final class CommunitiesReader {
    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_PATTERNS = 1000;

    private final List<String> mistakes = new ArrayList<>();

    private CommunitiesReader() {}

    /** What a text says. */
    public static Reading read(String text) {
        CommunitiesReader reader = new CommunitiesReader();
        Communities read = null;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MAX_CHARACTERS);
            options.setMaxAliasesForCollections(0);
            options.setNestingDepthLimit(8);
            options.setAllowDuplicateKeys(false);
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                return new Reading.Bad(List.of("line 1: the file is empty"));
            }
            read = reader.all(new Fields(root, reader.mistakes));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            reader.mistakes.add("line %d: not YAML: %s".formatted(line, e.getProblem()));
        } catch (YAMLException e) {
            reader.mistakes.add("line 1: not YAML: " + e.getMessage());
        }
        return read == null || !reader.mistakes.isEmpty() ? new Reading.Bad(reader.mistakes) : new Reading.Good(read);
    }

    private @Nullable Communities all(Fields file) {
        if (file.number("format", 0) != 1) {
            file.mistake("format: 1 is expected");
        }
        List<Community> all = new ArrayList<>();
        for (Fields each : file.groups("communities")) {
            Community one = community(each);
            if (one != null) {
                all.add(one);
            }
        }
        String wanted = file.value("default", text -> text);
        Community fallback = all.stream()
                .filter(one -> one.name().equals(wanted == null ? Community.DEFAULT : wanted))
                .findFirst()
                .orElse(null);
        if (fallback == null && wanted != null) {
            file.mistake("default: there is no community of the name " + wanted);
        }
        if (fallback == null) {
            fallback = Community.everybody();
            all.add(fallback);
        }
        Community last = fallback;
        int cpus = file.number("cpus", 0);
        int refusals = file.number("refusals", Communities.ONE.refusals());
        if (refusals < 1 || refusals > 50) {
            file.mistake("refusals: 1 to 50 percent");
        }
        var handshake = file.time("handshake", Communities.ONE.handshake());
        SourceBudget source = source(file.group("sources"));
        List<Crowd> crowds = new ArrayList<>();
        for (Fields each : file.groups("networks")) {
            String name = each.value("name", CommunitiesReader::label);
            Crowd crowd = made(
                    each,
                    () -> new Crowd(
                            name == null ? "" : name, each.values("cidr", Network::of), each.number("population", 1)));
            if (crowd != null) {
                crowds.add(crowd);
            }
            each.end();
        }
        file.end();
        return mistakes.isEmpty()
                ? made(file, () -> new Communities(all, last, cpus, refusals, handshake, source, crowds))
                : null;
    }

    private @Nullable Community community(Fields each) {
        String name = each.value("name", text -> text);
        if (name == null) {
            each.mistake("name: missing");
        }
        int weight = each.number("weight", 1);
        Rules rules = new Rules(
                each.values("callers", TextPattern::new),
                each.values("networks", Network::of),
                each.values("hosts", HostPattern::of),
                each.values("listeners", CommunitiesReader::label));
        if (rules.callers().size() + rules.hosts().size() + rules.networks().size() > MAX_PATTERNS) {
            each.mistake("a community has at most " + MAX_PATTERNS + " rules");
        }
        Listener listener = listener(each.group("listener"), String.valueOf(name));
        Limits usual = Limits.USUAL;
        int threads = each.number("threads", usual.threads());
        Limits limits = made(
                each,
                () -> new Limits(
                        threads,
                        each.number("waiting", Math.max(1, threads / 2)),
                        each.number("queue", usual.queue()),
                        each.time("deadline", usual.deadline()),
                        each.number("connections", usual.connections()),
                        each.number("half-open", usual.halfOpen())));
        each.end();
        return name == null || limits == null
                ? null
                : made(each, () -> new Community(name, weight, listener, rules, limits));
    }

    private static @Nullable Listener listener(@Nullable Fields fields, String community) {
        if (fields == null) {
            return null;
        }
        String name = fields.value("name", CommunitiesReader::label);
        Map<String, Integer> ports = new HashMap<>();
        if (fields.hasGroup("port")) {
            Fields services = fields.group("port");
            if (services != null) {
                services.names()
                        .forEach(service -> ports.put(service, services.value(service, CommunitiesReader::port)));
            }
        } else {
            Integer port = fields.value("port", CommunitiesReader::port);
            if (port != null) {
                ports.put("", port);
            }
        }
        ports.values().removeIf(java.util.Objects::isNull);
        if (ports.isEmpty()) {
            fields.mistake("port: missing");
        }
        fields.end();
        return new Listener(name == null ? community : name, ports);
    }

    private SourceBudget source(@Nullable Fields fields) {
        SourceBudget usual = SourceBudget.USUAL;
        if (fields == null) {
            return usual;
        }
        SourceBudget budget = made(
                fields,
                () -> new SourceBudget(
                        fields.number("connections", usual.connections()),
                        fields.number("half-open", usual.halfOpen())));
        fields.end();
        return budget == null ? usual : budget;
    }

    private static <T> @Nullable T made(Fields where, java.util.function.Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            where.mistake(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String label(String text) {
        if (!text.matches("[a-z0-9-]{1,20}")) {
            throw new IllegalArgumentException("1 to 20 of a-z, 0-9 and -");
        }
        return text;
    }

    private static Integer port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("a port lies between 0 and 65535");
        }
        return Integer.valueOf(text);
    }
}
