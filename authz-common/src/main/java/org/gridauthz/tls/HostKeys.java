package org.gridauthz.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The host's keys, at most one of each kind, exchangeable while connections are open. JSSE asks at each full handshake,
 * so a new certificate is served at once; the TLS context, its session cache and its ticket keys stay as they are.
 * Sessions made under the certificate that went are not resumed (JSSE compares), those under the other kind are.
 * (Tomcat's {@code reloadSslHostConfigs()} makes a new context, forgets all sessions, and wants a context per certificate.)
 * With EC and RSA side by side JSSE takes what the client prefers, which is EC today.
 */
final class HostKeys extends X509ExtendedKeyManager {
    private volatile Held held;

    /** An alias names the generation too: a handshake that began before an exchange still finds its key after it. */
    private record Held(long generation, Map<String, HostCredential> byAlias, Map<String, HostCredential> before) {}

    HostKeys(List<HostCredential> credentials) {
        held = new Held(0, aliases(0, credentials), Map.of());
    }

    void exchange(List<HostCredential> credentials) {
        Held old = held;
        long generation = old.generation() + 1;
        held = new Held(generation, aliases(generation, credentials), old.byAlias());
    }

    List<HostCredential> credentials() {
        return List.copyOf(held.byAlias().values());
    }

    private static Map<String, HostCredential> aliases(long generation, List<HostCredential> credentials) {
        return credentials.stream()
                .collect(Collectors.toUnmodifiableMap(
                        credential -> credential.keyType() + "#" + generation, Function.identity()));
    }

    private @Nullable String alias(@Nullable String keyType) {
        Held now = held;
        String alias = keyType + "#" + now.generation();
        return now.byAlias().containsKey(alias) ? alias : null;
    }

    private @Nullable String alias(String[] keyTypes) {
        for (String keyType : keyTypes) {
            String alias = alias(keyType);
            if (alias != null) {
                return alias;
            }
        }
        return null;
    }

    private @Nullable HostCredential find(@Nullable String alias) {
        Held now = held;
        if (alias == null) {
            return null;
        }
        HostCredential current = now.byAlias().get(alias);
        return current == null ? now.before().get(alias) : current;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyType);
    }

    /** The server's list of issuers is not looked at: many send none or half of one, and we have one identity only. */
    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        HostCredential credential = find(alias);
        return credential == null ? null : credential.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        HostCredential credential = find(alias);
        return credential == null ? null : credential.key();
    }
}
