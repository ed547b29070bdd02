package org.gridauthz.gums.policy.yaml;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.jspecify.annotations.Nullable;

/** Reads {@code memberLists} and {@code accountSources}. */
final class SourceReader {
    private final Names lists;
    private final Names sources;

    SourceReader(Names lists, Names sources) {
        this.lists = lists;
        this.sources = sources;
    }

    @Nullable
    MemberSource memberList(Cursor at) {
        String name = lists.define(at);
        Duration stale = stale(at);
        Cursor voms = at.inside("voms");
        Cursor feed = at.inside("gridauthz");
        Cursor ldap = at.inside("ldap");
        if (Stream.of(voms, feed, ldap).filter(Objects::nonNull).count() != 1) {
            at.mistake("expected one of voms, gridauthz and ldap");
        }
        if (voms != null) {
            MemberSource source = new MemberSource.VoServer(name, url(voms, "https"), container(voms), stale);
            voms.end();
            return source;
        }
        if (feed != null) {
            MemberSource source = new MemberSource.VoFeed(name, url(feed, "https"), container(feed), stale);
            feed.end();
            return source;
        }
        return ldap == null ? null : directory(ldap, name, stale);
    }

    private static @Nullable String container(Cursor at) {
        String container = at.optionalText("container");
        try {
            return container == null ? null : Fqan.parse(container).toString();
        } catch (MalformedIdentityException malformed) {
            at.mistakeAt("container", "expected /vo/group or /vo/group/Role=role");
            return container;
        }
    }

    private static MemberSource directory(Cursor ldap, String name, Duration stale) {
        MemberSource source = new MemberSource.Directory(
                name,
                url(ldap, "ldap"),
                ldap.text("peopleTree"),
                ldap.optionalText("groupTree"),
                ldap.text("memberUidField", "memberUid"),
                ldap.text("uidField", "uid"),
                ldap.text("dnField", "description"),
                stale);
        ldap.end();
        return source;
    }

    AccountSource accountSource(Cursor at) {
        String name = sources.define(at);
        AccountSource.By by = at.choice("by", AccountSource.By.class, null);
        return new AccountSource(
                name,
                by,
                url(at, "ldap"),
                at.text("people", "ou=People"),
                at.text("keyField", by == AccountSource.By.DN ? "description" : "gecos"),
                at.text("accountField", "uid"),
                stale(at));
    }

    private static Duration stale(Cursor at) {
        Duration stale = at.duration("staleAfter");
        return stale == null ? Policy.STALE_AFTER : stale;
    }

    private static String url(Cursor at, String scheme) {
        String url = at.text("url");
        try {
            String found = url.isEmpty() ? scheme : new URI(url).getScheme();
            if (found == null || !(found.equals(scheme) || (found.equals("ldaps") && scheme.equals("ldap")))) {
                at.mistakeAt("url", "expected an address that starts with " + scheme + "://");
            }
        } catch (java.net.URISyntaxException malformed) {
            at.mistakeAt("url", "not an address");
        }
        return url;
    }
}
