package org.gridauthz.testkit.ca;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A certificate chain with its key: a person, host, CA or proxy.
 *
 * @param chain leaf first, down to the end-entity certificate; no CA
 * @param key the leaf's private key
 * @param authorities the CAs above, the issuing one first, the root last; empty for a root itself
 */
public record TestCredential(List<X509Certificate> chain, PrivateKey key, List<X509Certificate> authorities) {
    public TestCredential {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /** The first certificate. */
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** The end-entity certificate. */
    public X509Certificate endEntity() {
        return chain.getLast();
    }

    /** The end-entity subject in slash form. */
    public String slashName() {
        return SlashNames.slashSubject(endEntity());
    }

    /** Begins a proxy of this credential. */
    public ProxyRequest proxy() {
        return new ProxyRequest(this);
    }

    /** A chain of this many RFC 3820 proxies below this credential. */
    public TestCredential proxies(int count) {
        TestCredential last = this;
        for (int i = 0; i < count; i++) {
            last = last.proxy().issue();
        }
        return last;
    }

    /** The chain and, below it, the CAs up to the root, as some clients send it. */
    public List<X509Certificate> chainWithAuthorities() {
        return java.util.stream.Stream.concat(chain.stream(), authorities.stream())
                .toList();
    }

    /** This credential with another chain and the same key: what a forger presents. */
    public TestCredential presenting(List<X509Certificate> other) {
        return new TestCredential(other, key, authorities);
    }

    /** The chain as PEM, leaf first. */
    public String chainPem() {
        return Pem.certificates(chain);
    }

    /** The key as unencrypted PKCS#8 PEM. */
    public String keyPem() {
        return Pem.pkcs8(key);
    }

    /** A proxy file: leaf, its key in the traditional form, then the rest of the chain. */
    public String proxyPem() {
        return Pem.certificates(chain.subList(0, 1))
                + Pem.traditional(key)
                + Pem.certificates(chain.subList(1, chain.size()));
    }

    /** Writes the chain, mode 0644. */
    public Path writeChain(Path file) {
        return Pem.write(file, chainPem(), "rw-r--r--");
    }

    /** Writes the key, mode 0400 as the clients demand. */
    public Path writeKey(Path file) {
        return Pem.write(file, keyPem(), "r--------");
    }

    /** Writes a proxy file, mode 0600. */
    public Path writeProxy(Path file) {
        return Pem.write(file, proxyPem(), "rw-------");
    }

    /** A TLS context that always presents this chain, whatever the server asks for, and trusts the given roots. */
    public SSLContext sslContext(Collection<X509Certificate> trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new javax.net.ssl.KeyManager[] {new OneKeyManager(this)}, TrustedRoots.managers(trusted), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A TLS context that trusts this credential's own root. */
    public SSLContext sslContext() {
        return sslContext(authorities.isEmpty() ? chain : List.of(authorities.getLast()));
    }

    /** An HTTP client authenticating with this chain; it trusts the given CA only. */
    public HttpClient httpClient(TestCa trusted) {
        return HttpClient.newBuilder()
                .sslContext(sslContext(List.of(trusted.path().getLast().certificate())))
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    @Override
    public String toString() {
        return slashName() + " (" + chain.size() + " certificates)";
    }
}
