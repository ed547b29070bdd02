package org.gridauthz.voms.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gridauthz.tls.HostCredential;
import org.gridauthz.tls.HostCredentialException;
import org.jspecify.annotations.Nullable;

/**
 * Where an attribute authority's certificate and key are: PEM, or one PKCS#12 file.
 *
 * @param certificate the PEM certificate, or the PKCS#12 file
 * @param key the PEM key, without a password; null says that the other is PKCS#12
 * @param password a file whose first line opens the PKCS#12 file; null means the empty password
 */
public record KeyFiles(
        Path certificate, @Nullable Path key, @Nullable Path password) {
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

    /** Whether all of them exist. */
    boolean there() {
        return Files.exists(certificate) && (key == null || Files.exists(key));
    }

    /**
     * Reads them and makes sure that an attribute authority can sign with them: an RSA key, since readers can check no
     * other, and a subject key identifier.
     *
     * @throws HostCredentialException naming the file and what is wrong with it
     */
    HostCredential read() throws HostCredentialException {
        HostCredential credential = key == null ? pkcs12() : HostCredential.read(certificate, key);
        X509Certificate leaf = credential.chain().getFirst();
        if (!credential.key().getAlgorithm().equals("RSA")) {
            throw new HostCredentialException(certificate + ": an attribute authority must have an RSA key", null);
        }
        if (leaf.getExtensionValue(SUBJECT_KEY_IDENTIFIER) == null) {
            throw new HostCredentialException(
                    certificate + ": an attribute authority's certificate must have a subject key identifier", null);
        }
        return credential;
    }

    private HostCredential pkcs12() throws HostCredentialException {
        try (InputStream in = Files.newInputStream(certificate)) {
            char[] word = password == null
                    ? new char[0]
                    : Files.readString(password).lines().findFirst().orElse("").toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, word);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, word) instanceof PrivateKey found) {
                    return new HostCredential(chain(store.getCertificateChain(alias)), found);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new HostCredentialException(certificate + " cannot be read as PKCS#12: " + e.getMessage(), e);
        }
        throw new HostCredentialException(certificate + " holds no private key", null);
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            chain.add((X509Certificate) certificate);
        }
        return chain;
    }
}
