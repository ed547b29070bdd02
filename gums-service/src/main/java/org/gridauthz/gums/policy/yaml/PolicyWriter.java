package org.gridauthz.gums.policy.yaml;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.UserGroup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes a policy as a document that {@link PolicyReader} reads back to the same policy. */
public final class PolicyWriter {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final JsonGenerator out;

    private PolicyWriter(JsonGenerator out) {
        this.out = out;
    }

    /** The document. */
    public static String write(Policy policy) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = YAML.createGenerator(ObjectWriteContext.empty(), text)) {
            new PolicyWriter(out).policy(policy);
        }
        return text.toString();
    }

    private void policy(Policy policy) {
        out.writeStartObject();
        out.writeNumberProperty("format", PolicyReader.FORMAT);
        text("fqans", lower(policy.fqans()));
        out.writeBooleanProperty("simpleHostMatching", policy.simpleHostMatching());
        out.writeBooleanProperty("mapFiles", policy.mapFiles());
        list("memberLists", policy.memberLists(), this::memberList);
        list("accountSources", policy.accountSources(), this::accountSource);
        list("pools", policy.pools(), this::pool);
        list("groups", policy.groups(), this::group);
        list("mappers", policy.mappers(), this::mapper);
        list("mappings", policy.mappings(), this::mapping);
        list("hosts", policy.hosts(), host -> {
            texts(lower(host.form()), host.patterns());
            text("description", host.description());
            texts("mappings", host.mappings());
        });
        out.writeEndObject();
    }

    private void memberList(MemberSource source) {
        text("name", source.name());
        text("staleAfter", duration(source.staleAfter()));
        switch (source) {
            case MemberSource.VoServer server -> {
                out.writeObjectPropertyStart("voms");
                text("url", server.url());
                text("container", server.container());
            }
            case MemberSource.VoFeed feed -> {
                out.writeObjectPropertyStart("gridauthz");
                text("url", feed.url());
                text("container", feed.container());
            }
            case MemberSource.Directory directory -> {
                out.writeObjectPropertyStart("ldap");
                text("url", directory.url());
                text("peopleTree", directory.peopleTree());
                text("groupTree", directory.groupTree());
                text("memberUidField", directory.memberUidField());
                text("uidField", directory.uidField());
                text("dnField", directory.dnField());
            }
        }
        out.writeEndObject();
    }

    private void accountSource(AccountSource source) {
        text("name", source.name());
        text("by", lower(source.by()));
        text("url", source.url());
        text("people", source.people());
        text("keyField", source.keyField());
        text("accountField", source.accountField());
        text("staleAfter", duration(source.staleAfter()));
    }

    private void pool(Policy.PoolRange pool) {
        text("name", pool.name());
        texts("accounts", pool.accounts());
        text("recycleAfter", pool.recycleAfter() == null ? null : duration(pool.recycleAfter()));
        number("uidBase", pool.uidBase());
    }

    private void group(UserGroup group) {
        text("name", group.name());
        text("description", group.description());
        switch (group) {
            case UserGroup.Manual manual -> out.writeObjectPropertyStart("manual");
            case UserGroup.Listed listed -> {
                out.writeObjectPropertyStart("listed");
                text("list", listed.list());
            }
            case UserGroup.Voms voms -> {
                out.writeObjectPropertyStart("voms");
                text("group", voms.group());
                text("role", voms.role());
                text("match", lower(voms.match()));
                flag("subgroups", voms.subgroups());
                text("list", voms.list());
                flag("acceptWithoutFqan", voms.acceptWithoutFqan());
            }
            case UserGroup.Token token -> {
                out.writeObjectPropertyStart("token");
                text("issuer", token.issuer());
                text("subject", token.subject());
                text("group", token.group());
                text("scope", token.scope());
            }
        }
        out.writeEndObject();
    }

    private void mapper(AccountMapper mapper) {
        text("name", mapper.name());
        switch (mapper) {
            case AccountMapper.Group group -> {
                text("account", group.account());
                number("uid", group.uid());
            }
            case AccountMapper.Manual manual -> text("manual", manual.map());
            case AccountMapper.Pool pool -> text("pool", pool.pool());
            case AccountMapper.Directory directory -> text("directory", directory.source());
        }
        text("primaryGroup", mapper.unix().group());
        number("gid", mapper.unix().gid());
        texts("secondaryGroups", mapper.unix().secondary());
    }

    private void mapping(Policy.GroupMapping mapping) {
        text("name", mapping.name());
        text("description", mapping.description());
        texts("groups", mapping.groups());
        texts("mappers", mapping.mappers());
        if (mapping.accounting() != null) {
            out.writeObjectPropertyStart("accounting");
            text("subgroup", mapping.accounting().subgroup());
            text("vo", mapping.accounting().vo());
            out.writeEndObject();
        }
    }

    private interface Item<T> {
        void write(T one);
    }

    private <T> void list(String field, List<T> all, Item<T> item) {
        if (!all.isEmpty()) {
            out.writeArrayPropertyStart(field);
            for (T one : all) {
                out.writeStartObject();
                item.write(one);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    private void text(String field, @Nullable String text) {
        if (text != null) {
            out.writeStringProperty(field, text);
        }
    }

    private void texts(String field, List<String> texts) {
        if (texts.size() == 1) {
            text(field, texts.getFirst());
        } else if (!texts.isEmpty()) {
            out.writeArrayPropertyStart(field);
            texts.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private void number(String field, @Nullable Integer number) {
        if (number != null) {
            out.writeNumberProperty(field, number);
        }
    }

    private void flag(String field, boolean flag) {
        if (flag) {
            out.writeBooleanProperty(field, true);
        }
    }

    private static String lower(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static String duration(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + "d"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
