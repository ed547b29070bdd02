package org.gridauthz.loadtest.mappings;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** The baseline: Tomcat with its own mutual TLS, and a servlet that reads the body and returns bytes it was given. */
public final class BareServer extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private volatile byte[] answer = {};

    private BareServer() {}

    /** Starts it on a free loopback port, which is returned. */
    public static int start(Path certificate, Path key, Path anchor)
            throws LifecycleException, IOException, GeneralSecurityException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("bare").toString());
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("maxKeepAliveRequests", "-1");
        SSLHostConfig tls = new SSLHostConfig();
        tls.setCertificateVerification("required");
        tls.setTrustStore(trusting(anchor));
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.RSA);
        own.setCertificateFile(certificate.toString());
        own.setCertificateKeyFile(key.toString());
        tls.addCertificate(own);
        connector.addSslHostConfig(tls);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "bare", new BareServer());
        context.addServletMappingDecoded("/*", "bare");
        tomcat.start();
        return connector.getLocalPort();
    }

    private static KeyStore trusting(Path anchor) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(anchor)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("anchor", certificate);
            return store;
        }
    }

    /** From now on this is the answer. */
    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer = request.getInputStream().readAllBytes();
        response.setContentLength(0);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        InputStream in = request.getInputStream();
        byte[] body = new byte[request.getContentLength() + 1];
        int length = 0;
        int read;
        while ((read = in.read(body, length, body.length - length)) >= 0) {
            length += read;
        }
        byte[] out = answer;
        response.setContentType("application/json");
        response.setContentLength(out.length);
        response.getOutputStream().write(out);
    }
}
