package org.gridauthz.gums.policy.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.Accounting;
import org.gridauthz.gums.mapping.Policy.Fqans;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.Policy.PoolRange;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.identity.HostPattern;
import org.jspecify.annotations.Nullable;

/** Reads a policy document. Strict: unknown fields, dangling references and malformed values are all refused, at once. */
public final class PolicyReader {
    /** The only document format there is. */
    public static final int FORMAT = 1;

    private final Names lists = new Names("member list");
    private final Names sources = new Names("account source");
    private final Names pools = new Names("pool");
    private final Names groups = new Names("group");
    private final Names mappers = new Names("mapper");
    private final Names mappings = new Names("mapping");

    private PolicyReader() {}

    /** Reads the whole text; never throws for what it holds. */
    public static PolicyReading read(String yaml) {
        try {
            return read(YamlTree.read(yaml));
        } catch (YamlTree.Unreadable unreadable) {
            return new PolicyReading.Refused(List.of(unreadable.mistake()));
        }
    }

    static PolicyReading read(Node root) {
        List<Mistake> mistakes = new ArrayList<>();
        Policy policy = new PolicyReader().policy(new Cursor(root, "", mistakes));
        mistakes.sort(Comparator.comparingInt(Mistake::line));
        return mistakes.isEmpty() ? new PolicyReading.Read(policy) : new PolicyReading.Refused(mistakes);
    }

    /** A policy as a part of another document. */
    static Policy policyInside(Cursor at) {
        return new PolicyReader().policy(at);
    }

    private Policy policy(Cursor root) {
        Integer format = root.number("format");
        if (format == null || format != FORMAT) {
            root.mistakeAt("format", "expected " + FORMAT);
        }
        Fqans fqans = root.choice("fqans", Fqans.class, Fqans.PRIMARY);
        boolean simple = root.flag("simpleHostMatching", true);
        boolean files = root.flag("mapFiles", true);
        SourceReader sourceReader = new SourceReader(lists, sources);
        List<MemberSource> lists = root.each("memberLists", sourceReader::memberList);
        List<AccountSource> sources = root.each("accountSources", sourceReader::accountSource);
        List<PoolRange> pools = root.each("pools", this::pool);
        List<UserGroup> groups = root.each("groups", new GroupReader(this.groups, this.lists)::group);
        List<AccountMapper> mappers =
                root.each("mappers", new MapperReader(this.mappers, this.pools, this.sources)::mapper);
        List<GroupMapping> mappings = root.each("mappings", this::mapping);
        List<HostRule> hosts = root.each("hosts", this::host);
        root.end();
        return new Policy(fqans, simple, files, lists, sources, pools, groups, mappers, mappings, hosts);
    }

    private PoolRange pool(Cursor at) {
        PoolRange pool = new PoolRange(
                pools.define(at), at.texts("accounts"), at.duration("recycleAfter"), at.number("uidBase"));
        return pool;
    }

    private GroupMapping mapping(Cursor at) {
        String name = mappings.define(at);
        String description = at.optionalText("description");
        List<String> ofGroups = groups.refer(at, "groups");
        List<String> ofMappers = mappers.refer(at, "mappers");
        return new GroupMapping(name, description, ofGroups, ofMappers, accounting(at.inside("accounting")));
    }

    private static @Nullable Accounting accounting(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Accounting labels = new Accounting(at.text("subgroup"), at.text("vo"));
        if (labels.subgroup().indexOf(' ') >= 0 || labels.vo().indexOf(' ') >= 0) {
            at.mistake("accounting labels must not hold blanks");
        }
        at.end();
        return labels;
    }

    private HostRule host(Cursor at) {
        boolean dn = at.has("dn");
        if (dn == at.has("cn")) {
            at.mistake("expected one of cn and dn");
        }
        HostRule.Form form = dn ? HostRule.Form.DN : HostRule.Form.CN;
        List<String> patterns = at.texts(dn ? "dn" : "cn");
        if (patterns.isEmpty()) {
            at.mistake("no pattern");
        }
        for (String pattern : patterns) {
            try {
                var unused = HostPattern.of(pattern);
            } catch (IllegalArgumentException malformed) {
                at.mistakeAt(dn ? "dn" : "cn", "not a host pattern: empty, too long, or a ? in front");
            }
        }
        return new HostRule(form, patterns, at.optionalText("description"), mappings.refer(at, "mappings"));
    }
}
