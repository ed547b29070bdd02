package org.gridauthz.loadtest.banclock;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Somebody who is banned and let in again. */
final class Person {
    final String dn;
    private final byte[] body;

    /** What was done last; null while nothing was, and while an operation is under way. */
    volatile @Nullable Op last;

    Person(int number) {
        dn = "/DC=org/DC=gridauthz/CN=Banned Person " + number;
        body = "{\"subjects\":[{\"dn\":\"%s\",\"fqans\":[\"/dune/Role=production\"]}]}"
                .formatted(dn)
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] body() {
        return body;
    }
}
