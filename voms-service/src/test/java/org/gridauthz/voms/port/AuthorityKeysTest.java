package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.tls.HostCredentialException;
import org.gridauthz.trust.AttributeAuthority;
import org.gridauthz.voms.attribute.Authority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityKeysTest {
    private static final TestCa CA = TestCa.root("/DC=org/DC=gridauthz/CN=Key CA");

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final InstantSource clock = now::get;
    private KeyFiles current;
    private KeyFiles next;

    @BeforeEach
    void files() {
        current = new KeyFiles(directory.resolve("aa.pem"), directory.resolve("aa.key"), null);
        next = new KeyFiles(directory.resolve("next.pem"), directory.resolve("next.key"), null);
        write(current, CA.host("/DC=org/DC=gridauthz/CN=old", "localhost"));
    }

    private static void write(KeyFiles files, TestCredential credential) {
        credential.writeChain(files.certificate());
        credential.writeKey(files.key());
    }

    private static String name(AttributeAuthority authority) {
        return authority.certificate().getSubjectX500Principal().getName().split(",")[0];
    }

    @Test
    void theNextKeyIsPreparedAndTakesItsTurnWhenItsFilesAreMoved() throws Exception {
        AuthorityKeys keys = new AuthorityKeys(current, next, null, clock);
        Signer signer = new Signer(Authority.of("dune", "localhost", 15000), keys, clock);
        assertThat(keys.next()).isNull();
        assertThat(name(signer.get())).isEqualTo("CN=old");
        assertThat(signer.get()).isSameAs(signer.get());
        write(next, CA.host("/DC=org/DC=gridauthz/CN=new", "localhost"));
        keys.look();
        assertThat(name(signer.get())).isEqualTo("CN=old");
        assertThat(SiteFiles.lsc(keys.next().chain().getFirst()))
                .isEqualTo("/DC=org/DC=gridauthz/CN=new\n" + CA.slashName() + "\n");
        Files.move(next.certificate(), current.certificate(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(next.key(), current.key(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        keys.look();
        assertThat(name(signer.get())).isEqualTo("CN=new");
        assertThat(keys.next()).isNull();
        assertThat(keys.alarm()).isNull();
    }

    @Test
    void whatIsLeftIsThatOfTheLastKeyThatIsThere() throws Exception {
        AuthorityKeys keys = new AuthorityKeys(current, next, null, clock);
        long one = keys.secondsLeft();
        assertThat(one)
                .isEqualTo(Duration.between(now.get(), keys.inTurn().notAfter()).toSeconds())
                .isPositive();
        now.set(now.get().plusSeconds(one + 60));
        assertThat(keys.secondsLeft()).as("it has expired").isBetween(-61L, -59L);
    }

    /** No file is touched and nothing is started anew: the day comes, and a new key that is not valid yet waits for its own. */
    @Test
    void theNextKeyTakesItsTurnOnItsDay() throws Exception {
        Instant day = now.get().plus(Duration.ofDays(10));
        write(next, CA.host("/DC=org/DC=gridauthz/CN=new", "localhost"));
        AuthorityKeys keys = new AuthorityKeys(current, next, day, clock);
        Signer signer = new Signer(Authority.of("dune", "localhost", 15000), keys, clock);
        now.set(day.minusSeconds(1));
        assertThat(name(signer.get())).isEqualTo("CN=old");
        assertThat(keys.next()).isNotNull();
        now.set(day);
        assertThat(name(signer.get())).isEqualTo("CN=new");
        assertThat(keys.next()).isNull();
        keys.look();
        assertThat(name(signer.get())).isEqualTo("CN=new");
        write(
                next,
                CA.request("/DC=org/DC=gridauthz/CN=later")
                        .validity(day.plus(Duration.ofDays(1)), day.plus(Duration.ofDays(9)))
                        .host("localhost")
                        .issue());
        keys.look();
        assertThat(name(signer.get())).isEqualTo("CN=old");
    }

    @Test
    void theNextKeyStepsInWhenTheCurrentOneHasExpired() throws Exception {
        write(
                current,
                CA.request("/DC=org/DC=gridauthz/CN=old")
                        .validFor(Duration.ofDays(2))
                        .issue());
        write(next, CA.host("/DC=org/DC=gridauthz/CN=new", "localhost"));
        AuthorityKeys keys = new AuthorityKeys(current, next, null, clock);
        Signer signer = new Signer(Authority.of("dune", "localhost", 15000), keys, clock);
        assertThat(name(signer.get())).isEqualTo("CN=old");
        now.set(now.get().plus(Duration.ofDays(3)));
        assertThat(name(signer.get())).isEqualTo("CN=new");
    }

    @Test
    void aBadChangeLeavesTheOldKeyInServiceAndSaysSo() throws Exception {
        AuthorityKeys keys = new AuthorityKeys(current, next, null, clock);
        CA.host("/DC=org/DC=gridauthz/CN=half", "localhost").writeChain(current.certificate());
        keys.look();
        assertThat(keys.alarm()).contains("is not that of the first certificate");
        assertThat(keys.inTurn().chain().getFirst().getSubjectX500Principal().getName())
                .contains("CN=old");
        write(
                current,
                CA.request("/DC=org/DC=gridauthz/CN=ec").key(KeyKind.EC_P256).issue());
        keys.look();
        assertThat(keys.alarm()).contains("must have an RSA key");
        write(current, CA.host("/DC=org/DC=gridauthz/CN=good", "localhost"));
        keys.look();
        assertThat(keys.alarm()).isNull();
        assertThat(keys.inTurn().chain().getFirst().getSubjectX500Principal().getName())
                .contains("CN=good");
    }

    @Test
    void pkcs12IsReadWithAPasswordFromAFile() throws Exception {
        TestCredential credential = CA.host("/DC=org/DC=gridauthz/CN=p12", "localhost");
        char[] word = "for this run only".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("aa", credential.key(), word, credential.chain().toArray(Certificate[]::new));
        Path file = directory.resolve("aa.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, word);
        }
        Path password = Files.writeString(directory.resolve("word"), new String(word) + "\n");
        AuthorityKeys keys = new AuthorityKeys(new KeyFiles(file, null, password), null, null, clock);
        assertThat(keys.inTurn().chain()).isEqualTo(credential.chain());
        Files.writeString(password, "another\n");
        assertThatExceptionOfType(HostCredentialException.class)
                .isThrownBy(() -> new AuthorityKeys(new KeyFiles(file, null, password), null, null, clock))
                .withMessageContaining("aa.p12 cannot be read as PKCS#12");
    }
}
