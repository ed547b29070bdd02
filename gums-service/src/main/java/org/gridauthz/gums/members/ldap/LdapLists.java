package org.gridauthz.gums.members.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.Gecos;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.members.DirectoryAccount;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.RowSieve;
import org.jspecify.annotations.Nullable;

/**
 * Reads people and accounts out of directories (gums.md §1.5 {@code ldapUserGroup}, §1.6 {@code ldapAccountMapper} and
 * {@code gecosLdapAccountMapper}). The original scans the directory within the call; here it is read like a VO's list.
 */
public final class LdapLists {
    private static final String PREFIX = "subject=";

    private final LdapAccess access;

    /** With this way of asking. */
    public LdapLists(LdapAccess access) {
        this.access = access;
    }

    /** The certificate names of the people, or of those among them who are in the group. */
    public Listing members(MemberSource.Directory source) {
        return read(source.url(), session -> {
            Set<String> wanted = source.groupTree() == null ? null : uids(session, source.groupTree(), source);
            RowSieve sieve = new RowSieve(access.limits());
            session.below(
                    source.peopleTree(),
                    source.dnField(),
                    entry -> {
                        if (wanted == null || anyOf(entry, source.uidField(), wanted)) {
                            names(entry, source.dnField(), name -> sieve.dn(name, null));
                        }
                    },
                    source.dnField(),
                    source.uidField());
            return sieve.listing();
        });
    }

    /** Accounts by certificate name or by GECOS. A key that leads to two accounts leads to none. */
    public Listing accounts(AccountSource source) {
        return read(source.url(), session -> {
            Map<String, String> found = new HashMap<>();
            Set<String> ambiguous = new HashSet<>();
            session.below(
                    source.people(),
                    source.keyField(),
                    entry -> {
                        String account = account(entry, source.accountField());
                        if (account != null) {
                            keys(entry, source, key -> {
                                String other = found.putIfAbsent(key, account);
                                if (other != null && !other.equals(account)) {
                                    ambiguous.add(key);
                                }
                            });
                        }
                    },
                    source.keyField(),
                    source.accountField(),
                    "uidNumber",
                    "gidNumber");
            RowSieve sieve = new RowSieve(access.limits());
            found.keySet().removeAll(ambiguous);
            found.forEach(sieve::exact);
            return sieve.listing();
        });
    }

    private static Set<String> uids(LdapSession session, String groupTree, MemberSource.Directory source)
            throws LDAPException {
        Set<String> uids = new HashSet<>();
        session.below(
                groupTree,
                source.memberUidField(),
                entry -> values(entry, source.memberUidField(), uids::add),
                source.memberUidField());
        return uids;
    }

    private static boolean anyOf(SearchResultEntry entry, String attribute, Set<String> wanted) {
        String[] values = entry.getAttributeValues(attribute);
        if (values != null) {
            for (String value : values) {
                if (wanted.contains(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void keys(SearchResultEntry entry, AccountSource source, Consumer<String> taker) {
        if (source.by() == AccountSource.By.DN) {
            names(entry, source.keyField(), taker);
            return;
        }
        values(entry, source.keyField(), value -> {
            String key = Gecos.key(value);
            if (key != null) {
                taker.accept(key);
            }
        });
    }

    /** A field such as {@code description} also holds what is no name: what is one shows by its prefix or its slash. */
    private static void names(SearchResultEntry entry, String attribute, Consumer<String> taker) {
        values(entry, attribute, value -> {
            if (value.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                taker.accept(value.substring(PREFIX.length()).strip());
            } else if (value.startsWith("/")) {
                taker.accept(value);
            }
        });
    }

    private static void values(SearchResultEntry entry, String attribute, Consumer<String> taker) {
        String[] values = entry.getAttributeValues(attribute);
        if (values != null) {
            for (String value : values) {
                taker.accept(value.strip());
            }
        }
    }

    private static @Nullable String account(SearchResultEntry entry, String field) {
        String name = entry.getAttributeValue(field);
        return name == null
                ? null
                : DirectoryAccount.encode(
                        name.strip(),
                        entry.getAttributeValueAsInteger("uidNumber"),
                        entry.getAttributeValueAsInteger("gidNumber"));
    }

    private Listing read(String url, Reading reading) {
        try (LdapSession session = LdapSession.open(access, url)) {
            return reading.from(session);
        } catch (LDAPException e) {
            String name = e.getResultCode().getName();
            // What the library says of its own side is safe to show; what the server says is the server's.
            return new NotListed(
                    fault(e.getResultCode()),
                    e.getResultCode().isClientSideResultCode() ? name + ": " + e.getMessage() : name);
        }
    }

    private static Fault fault(ResultCode code) {
        return switch (code.intValue()) {
            case ResultCode.TIMEOUT_INT_VALUE -> Fault.TIMEOUT;
            case ResultCode.CONNECT_ERROR_INT_VALUE,
                    ResultCode.SERVER_DOWN_INT_VALUE,
                    // TLS that fails within StartTLS is reported so.
                    ResultCode.LOCAL_ERROR_INT_VALUE,
                    ResultCode.UNAVAILABLE_INT_VALUE -> Fault.UNREACHABLE;
            case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE -> Fault.TOO_LARGE;
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> Fault.UNKNOWN_CONTAINER;
            case ResultCode.DECODING_ERROR_INT_VALUE -> Fault.MALFORMED;
            case ResultCode.PARAM_ERROR_INT_VALUE, ResultCode.FILTER_ERROR_INT_VALUE -> Fault.MISCONFIGURED;
            default -> Fault.REFUSED;
        };
    }

    private interface Reading {
        Listing from(LdapSession session) throws LDAPException;
    }
}
