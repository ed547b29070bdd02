package org.gridauthz.gums.members;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.jspecify.annotations.Nullable;

/**
 * A list that a policy names and we keep a copy of. Its {@link #id} comes from where it is copied from, not from its name:
 * two names of one (source, container) share one copy, and a name that is given another source never shows the
 * members of the old one.
 */
public sealed interface CopiedList {
    /** What the policy calls it. */
    String name();

    /** How long the copy may be used after it was last read. */
    Duration staleAfter();

    /** 32 hexadecimal digits. */
    String id();

    /** The VO whose list it is: its administrators may keep it. Null for a list of no single VO. */
    default @Nullable String vo() {
        return null;
    }

    /** For people: where it is copied from. */
    String origin();

    /** A list of certificate names. */
    record Members(MemberSource source) implements CopiedList {
        @Override
        public @Nullable String vo() {
            return switch (source) {
                case MemberSource.VoServer voms -> {
                    String container = voms.container();
                    yield container == null
                            ? voms.url().substring(voms.url().lastIndexOf('/') + 1)
                            : container.split("/", 3)[1];
                }
                case MemberSource.VoFeed feed ->
                    feed.url().replaceFirst("/+$", "").replaceFirst(".*/", "");
                case MemberSource.Directory ldap -> null;
            };
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public Duration staleAfter() {
            return source.staleAfter();
        }

        @Override
        public String id() {
            return switch (source) {
                case MemberSource.VoServer vo -> digest("voms", vo.url(), Objects.toString(vo.container(), ""));
                case MemberSource.VoFeed feed ->
                    digest("gridauthz", feed.url(), Objects.toString(feed.container(), ""));
                case MemberSource.Directory ldap ->
                    digest(
                            "ldap",
                            ldap.url(),
                            ldap.peopleTree(),
                            Objects.toString(ldap.groupTree(), ""),
                            ldap.memberUidField(),
                            ldap.uidField(),
                            ldap.dnField());
            };
        }

        @Override
        public String origin() {
            return switch (source) {
                case MemberSource.VoServer vo -> vo.url() + " " + Objects.toString(vo.container(), "(all members)");
                case MemberSource.VoFeed feed -> feed.url() + " " + Objects.toString(feed.container(), "(all members)");
                case MemberSource.Directory ldap ->
                    ldap.url() + " " + Objects.toString(ldap.groupTree(), ldap.peopleTree());
            };
        }
    }

    /** A list of accounts by certificate name or by GECOS. */
    record Accounts(AccountSource source) implements CopiedList {
        @Override
        public String name() {
            return source.name();
        }

        @Override
        public Duration staleAfter() {
            return source.staleAfter();
        }

        @Override
        public String id() {
            return digest(
                    "accounts",
                    source.by().name(),
                    source.url(),
                    source.people(),
                    source.keyField(),
                    source.accountField());
        }

        @Override
        public String origin() {
            return source.url() + " " + source.people();
        }
    }

    /** All lists of a policy, in its order. */
    static List<CopiedList> of(Policy policy) {
        List<CopiedList> lists = new ArrayList<>();
        policy.memberLists().forEach(source -> lists.add(new Members(source)));
        policy.accountSources().forEach(source -> lists.add(new Accounts(source)));
        return lists;
    }

    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
