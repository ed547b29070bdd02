package org.gridauthz.gums.members.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** One connection to a directory under one deadline; searches page by page, so that no answer is ever large. */
final class LdapSession implements AutoCloseable {
    private static final int PAGE = 500;
    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final int MAX_CONNECT_MILLIS = 10_000;

    private final LdapAccess access;
    private final long end;
    private final LDAPConnection connection;
    private long entries;

    private LdapSession(LdapAccess access, long end, LDAPConnection connection) {
        this.access = access;
        this.end = end;
        this.connection = connection;
    }

    /** @throws LDAPException when it cannot be reached, is not whom we trust, or does not let us in */
    static LdapSession open(LdapAccess access, String url) throws LDAPException {
        long end = System.nanoTime() + access.limits().deadline().toNanos();
        LDAPURL place = place(url);
        boolean ldaps = place.getScheme().equals("ldaps");
        SSLContext tls = access.tls().get();
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) Math.min(MAX_CONNECT_MILLIS, left(end)));
        options.setResponseTimeoutMillis(left(end));
        options.setMaxMessageSize(MAX_MESSAGE_BYTES);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        SocketFactory sockets = ldaps ? tls.getSocketFactory() : SocketFactory.getDefault();
        LDAPConnection connection = new LDAPConnection(sockets, options, place.getHost(), place.getPort());
        try {
            if (!ldaps && access.startTls()) {
                connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
            }
            if (access.bindDn() != null) {
                if (!ldaps && !access.startTls()) {
                    throw new LDAPException(ResultCode.CONFIDENTIALITY_REQUIRED, "a password is sent over TLS only");
                }
                connection.bind(access.bindDn(), access.password().get());
            }
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
        return new LdapSession(access, end, connection);
    }

    /**
     * Every entry below the base that has this attribute.
     *
     * @throws LDAPException also when the server stops early: part of a list is no list
     */
    void below(String base, String present, Consumer<SearchResultEntry> taker, String... attributes)
            throws LDAPException {
        ASN1OctetString cookie = null;
        do {
            SearchRequest request =
                    new SearchRequest(base, SearchScope.SUB, Filter.createPresenceFilter(present), attributes);
            request.addControl(new SimplePagedResultsControl(PAGE, cookie));
            request.setResponseTimeoutMillis(left(end));
            SearchResult result = connection.search(request);
            entries += result.getEntryCount();
            if (entries > 2L * access.limits().maxRows()) {
                throw new LDAPException(ResultCode.SIZE_LIMIT_EXCEEDED, "more entries than the limit");
            }
            result.getSearchEntries().forEach(taker);
            SimplePagedResultsControl next = SimplePagedResultsControl.get(result);
            cookie = next == null ? null : next.getCookie();
        } while (cookie != null && cookie.getValueLength() > 0);
    }

    private static LDAPURL place(String url) throws LDAPException {
        try {
            LDAPURL place = new LDAPURL(url);
            if (place.getHost() != null
                    && (place.getScheme().equals("ldap") || place.getScheme().equals("ldaps"))) {
                return place;
            }
        } catch (LDAPException e) {
            throw new LDAPException(ResultCode.PARAM_ERROR, "not the URL of a directory", e);
        }
        throw new LDAPException(ResultCode.PARAM_ERROR, "not the URL of a directory");
    }

    /** Milliseconds until the deadline. */
    private static long left(long end) throws LDAPException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new LDAPException(ResultCode.TIMEOUT, "no whole answer before the deadline");
        }
        return left;
    }

    @Override
    public void close() {
        connection.close();
    }
}
