package org.gridauthz.tls;

import java.security.Provider;
import java.security.Security;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon Corretto Crypto Provider, where its jar for this machine is on the class path: signs RSA two to three times as
 * fast as the JDK. Named by text only, since it is an optional jar for one processor architecture; without it, or if it
 * does not load (it needs {@code --enable-native-access} and a glibc), the JDK does the work.
 */
public final class FastCrypto {
    private static final String CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final Logger log = LoggerFactory.getLogger(FastCrypto.class);

    private FastCrypto() {}

    /** Whether it does the work in this JVM. */
    static boolean installed() {
        return Security.getProvider("AmazonCorrettoCryptoProvider") != null;
    }

    /** Puts it first among the JVM's providers; true if it is there. Called before the first TLS context is made. */
    public static synchronized boolean install() {
        try {
            Class<?> provider = Class.forName(CLASS);
            Object instance = provider.getField("INSTANCE").get(null);
            Object failure = provider.getMethod("getLoadingError").invoke(instance);
            if (failure != null) {
                log.warn("the Corretto crypto provider does not load, using the JDK's: {}", failure.toString());
                return false;
            }
            Provider fast = (Provider) instance;
            if (Security.getProvider(fast.getName()) == null) {
                Security.insertProviderAt(fast, 1);
                log.info("{} {} is the first crypto provider", fast.getName(), fast.getVersionStr());
            }
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (ReflectiveOperationException | LinkageError e) {
            log.warn("the Corretto crypto provider cannot be used, using the JDK's: {}", e.toString());
            return false;
        }
    }
}
