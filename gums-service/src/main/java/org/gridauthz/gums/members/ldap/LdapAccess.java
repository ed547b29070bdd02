package org.gridauthz.gums.members.ldap;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.gridauthz.memberlist.ListLimits;
import org.jspecify.annotations.Nullable;

/**
 * How directories are asked.
 *
 * @param tls trusted CAs, and the host credential if the directory wants one; asked again for each connection
 * @param startTls whether an {@code ldap://} connection must turn to TLS before anything is asked; {@code ldaps://} always
 *     is. Either way the server's certificate must carry the name in the URL
 * @param bindDn who we are; null = anonymous
 * @param password of {@code bindDn}; asked again for each connection, sent over TLS only
 * @param limits as for any list
 */
public record LdapAccess(
        Supplier<SSLContext> tls,
        boolean startTls,
        @Nullable String bindDn,
        Supplier<String> password,
        ListLimits limits) {
    /** Anonymous, as the original asks; TLS for {@code ldaps://} only. */
    public static LdapAccess anonymous(Supplier<SSLContext> tls, ListLimits limits) {
        return new LdapAccess(tls, false, null, () -> "", limits);
    }
}
