package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logging in to the console at an OpenID provider that really signs, and what forgers get. */
class LoginTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    static LoginProvider provider;
    static TestSite site;
    static RunningService saz;
    static HttpClient nobody;

    /** One browser's cookies. */
    private final Map<String, String> cookies = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        provider = new LoginProvider();
        site = new TestSite(folder);
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--gridauthz.tls.listeners[1].client-certificate=WANTED",
                "--gridauthz.console.login.issuer=" + provider.issuer(),
                "--gridauthz.console.login.client=" + LoginProvider.CLIENT,
                "--gridauthz.console.login.secret-file="
                        + Files.writeString(folder.resolve("secret"), LoginProvider.SECRET + "\n"),
                "--gridauthz.access.admins[1].dn=/iss=" + provider.issuer() + "/sub=sam",
                "--gridauthz.access.admins[1].verbs=READ,BANS");
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("ca", site.ca.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        nobody = HttpClient.newBuilder().sslContext(tls).build();
    }

    @AfterAll
    static void stop() {
        nobody.close();
        saz.close();
        provider.close();
    }

    @BeforeEach
    void honest() {
        provider.subject = "sam";
        provider.claims = UnaryOperator.identity();
        provider.signedBy = provider.key;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = nobody.send(request.build(), BodyHandlers.ofString());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            assertThat(cookie).startsWith("__Host-").contains("; Secure; HttpOnly; SameSite=");
            Matcher parts = Pattern.compile("([^=]+)=([^;]*);.*").matcher(cookie);
            assertThat(parts.matches()).isTrue();
            cookies.put(parts.group(1), parts.group(2));
        }
        return answer;
    }

    private HttpResponse<String> get(URI place) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(place));
    }

    private HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return get(saz.uri("admin", path));
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(saz.uri("admin", path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(form + "&csrf=" + cookies.get("__Host-gridauthz-console"))));
    }

    private static URI to(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.request()
                .uri()
                .resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    /** To the provider, through it, and to the door again, which is not passed yet. */
    private URI signIn(String path) throws IOException, InterruptedException {
        URI there = to(page(path));
        assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?");
        return to(get(there));
    }

    private void refused(HttpResponse<String> answer) throws IOException, InterruptedException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(cookies.getOrDefault("__Host-gridauthz-session", "")).isEmpty();
        assertThat(page("/console/bans").statusCode()).isEqualTo(302);
    }

    @Test
    void whoSignsInIsSomebodyWithTheRightsOfHerTokenIdentity() throws Exception {
        URI back = signIn("/console/bans?q=x");
        assertThat(to(get(back)).toString()).endsWith("/console/bans?q=x");
        HttpResponse<String> bans = page("/console/bans");
        assertThat(bans.statusCode()).isEqualTo(200);
        assertThat(bans.body()).contains("/iss=" + provider.issuer() + "/sub=sam", "Log out");
        assertThat(page("/console/who?q=%2FCN%3DJane").body()).contains("permit");

        URI made = to(post("/console/bans", "kind=dn&value=%2FCN%3DMallory&reason=mines&ticket=SEC-1"));
        assertThat(made.getPath()).startsWith("/console/bans/");
        assertThat(page(made.getPath()).body()).contains("by /iss=" + provider.issuer() + "/sub=sam: mines");

        // Certificates count alone at the interface, and before a login.
        assertThat(page("/api/v1/bans").statusCode()).isEqualTo(401);
        HttpResponse<String> shown = saz.send(
                site.alice,
                HttpRequest.newBuilder(saz.uri("admin", "/console/instances"))
                        .header("Cookie", "__Host-gridauthz-session=" + cookies.get("__Host-gridauthz-session"))
                        .build());
        assertThat(shown.statusCode()).isEqualTo(403);
        assertThat(shown.body()).contains(site.alice.slashName());

        assertThat(post("/console/logout", "").body()).contains("You are logged out");
        assertThat(page("/console/bans").statusCode()).isEqualTo(302);
    }

    @Test
    void whoHasNoRightsSeesNothing() throws Exception {
        provider.subject = "stranger";
        to(get(signIn("/console/bans")));
        HttpResponse<String> bans = page("/console/bans");
        assertThat(bans.statusCode()).isEqualTo(403);
        assertThat(bans.body()).contains("RIGHT_MISSING");
    }

    @Test
    void aForgedStateAnotherBrowserAndASecondUseAreRefused() throws Exception {
        URI back = signIn("/console/bans");
        refused(get(URI.create(back.toString().replaceAll("state=.*", "state=forged"))));

        back = signIn("/console/bans");
        cookies.clear(); // a victim is sent to the address of the attacker's login
        refused(get(back));
        cookies.put("__Host-gridauthz-login", "guess");
        refused(get(back));

        cookies.clear();
        back = signIn("/console/bans");
        String begun = cookies.get("__Host-gridauthz-login");
        to(get(back));
        cookies.clear();
        cookies.put("__Host-gridauthz-login", begun);
        refused(get(back));
        assertThat(send(HttpRequest.newBuilder(saz.uri("admin", "/console/bans"))
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    /** The verifier never leaves us: whoever got hold of a code cannot put it into a login of his own. */
    @Test
    void aStolenCodeIsWorthNothing() throws Exception {
        URI victims = signIn("/console/bans");
        String code = victims.getQuery().replaceAll(".*code=([^&]*).*", "$1");
        cookies.clear();
        URI own = signIn("/console/bans");
        HttpResponse<String> answer = get(URI.create(own.toString().replaceAll("code=[^&]*", "code=" + code)));
        assertThat(answer.body()).contains("does not take its code back");
        refused(answer);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("for another client", it -> it.audience("wiki")),
                forgery("for several, without a party", it -> it.audience(List.of(LoginProvider.CLIENT, "wiki"))),
                forgery(
                        "for several, given to another",
                        it -> it.audience(List.of(LoginProvider.CLIENT, "wiki")).claim("azp", "wiki")),
                forgery("with another nonce", it -> it.claim("nonce", "replayed")),
                forgery("without a nonce", it -> it.claim("nonce", null)),
                forgery("without a time", it -> it.issueTime(null)),
                forgery(
                        "expired",
                        it -> it.expirationTime(Date.from(Instant.now().minusSeconds(3600)))),
                forgery("of another issuer", it -> it.issuer("http://127.0.0.1:1")),
                forgery("about nobody", it -> it.subject(null)),
                forgery("about a line break", it -> it.subject("sam\nadmin")));
    }

    private static Arguments forgery(String name, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return Arguments.of(name, claims);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aTokenThatIsNotTheAnswerIsRefused(String name, UnaryOperator<JWTClaimsSet.Builder> claims) throws Exception {
        provider.claims = claims;
        refused(get(signIn("/console/bans")));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws Exception {
        provider.signedBy = new RSAKeyGenerator(2048).keyID("one").generate();
        refused(get(signIn("/console/bans")));
    }
}
