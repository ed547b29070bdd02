package org.gridauthz.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks credentials one after the other under anchors that may differ from one to the next, by the very code the services
 * use. Anchor sets are kept, bounded, so that thousands of chains under a few hundred sets read each set once a minute.
 */
public final class CredentialCheck {
    private static final int KEPT_ANCHOR_SETS = 512;

    private final TrustSettings settings;
    private final AttributeReader attributes;
    private final InstantSource clock;
    private final Cache<String, GridTrust> trusts = Caffeine.newBuilder()
            .maximumSize(KEPT_ANCHOR_SETS)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    /** @param attributes reads VOMS attributes, or {@link AttributeReader#NONE} */
    public CredentialCheck(TrustSettings settings, AttributeReader attributes, InstantSource clock) {
        this.settings = settings;
        this.attributes = attributes;
        this.clock = clock;
    }

    /**
     * Checks a chain.
     *
     * @param pem leaf first; blocks other than certificates are stepped over
     * @param anchors an anchors directory, a file of PEM certificates, or PEM certificates
     * @param at the time it should hold at; null is now
     */
    public CredentialReport chain(String pem, String anchors, @Nullable Instant at) {
        GridTrust trust = trust(anchors);
        if (trust == null) {
            return CredentialReport.unknown("the anchors are neither a directory nor PEM certificates");
        }
        List<X509Certificate> chain;
        try {
            chain = PemCertificates.parse(pem);
        } catch (CertificateException e) {
            return pem.contains("-----BEGIN ")
                    ? CredentialReport.refused(TrustReason.CERTIFICATE_MALFORMED, String.valueOf(e.getMessage()))
                    : CredentialReport.refused(TrustReason.CHAIN_EMPTY, "there is no PEM certificate");
        }
        return CredentialReport.of(trust.verify(chain, at == null ? clock.instant() : at));
    }

    /**
     * Checks a token by keys given, without a network.
     *
     * @param keys a JSON Web Key Set, or a file with one
     * @param issuer the issuer that is believed; null believes whoever the token names, for the sake of the keys
     * @param vo the VO the issuer speaks for
     * @param audiences whom the token may be for; empty believes tokens for anybody only
     * @param at the time it should hold at; null is now
     */
    public CredentialReport token(
            String jwt, String keys, @Nullable String issuer, String vo, Set<String> audiences, @Nullable Instant at) {
        try {
            String jwks = keys.stripLeading().startsWith("{") ? keys : Files.readString(Path.of(keys));
            String url = issuer == null ? claimedIssuer(jwt) : issuer;
            TokenIssuer believed = PinnedKeys.issuer(url, vo, audiences);
            try (TokenTrust trust = new PinnedKeys(jwks).trusting(believed, clock)) {
                return CredentialReport.of(trust.verify(jwt, at == null ? clock.instant() : at));
            }
        } catch (TokenRefusal refusal) {
            return CredentialReport.of(refusal.verdict());
        } catch (IllegalArgumentException | IOException e) {
            return CredentialReport.unknown("no issuer or keys to check by: " + e.getMessage());
        }
    }

    private static String claimedIssuer(String jwt) throws TokenRefusal {
        if (SignedToken.parse(jwt).claims().get("iss") instanceof String url) {
            return url;
        }
        throw new TokenRefusal(TrustReason.TOKEN_CLAIMS, "it names no issuer");
    }

    private @Nullable GridTrust trust(String anchors) {
        GridTrust kept = trusts.getIfPresent(anchors);
        if (kept == null) {
            kept = read(anchors);
            if (kept != null) {
                trusts.put(anchors, kept);
            }
        }
        return kept;
    }

    private @Nullable GridTrust read(String anchors) {
        try {
            if (anchors.contains("-----BEGIN ")) {
                return of(PemCertificates.readable(anchors));
            }
            Path path = Path.of(anchors);
            if (Files.isRegularFile(path)) {
                return of(PemCertificates.readable(text(path)));
            }
            return Files.isDirectory(path) ? directory(path) : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /** A directory without a single hashed name is taken for a plain folder of PEM files; the services never do that. */
    private GridTrust directory(Path path) throws IOException {
        GridTrust hashed = GridTrust.ofDirectory(path, settings, attributes, clock);
        if (hashed.status().anchors() > 0) {
            return hashed;
        }
        List<X509Certificate> anchors = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.{pem,crt,cer}")) {
            for (Path file : files) {
                anchors.addAll(PemCertificates.readable(text(file)));
            }
        }
        return anchors.isEmpty() ? hashed : of(anchors);
    }

    private GridTrust of(List<X509Certificate> anchors) {
        return GridTrust.ofCertificates(anchors, settings, attributes, clock);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
