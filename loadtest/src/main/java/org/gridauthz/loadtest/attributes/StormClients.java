package org.gridauthz.loadtest.attributes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.tls.FastCrypto;

/**
 * Clients who ask as fast as they can while they are told to, in a process of their own. Arguments: port, VO, certificate, key, anchors, how
 * many; then "on" and "off" line by line.
 */
public final class StormClients {
    private StormClients() {}

    public static void main(String[] arguments) throws IOException {
        FastCrypto.install();
        AttributeClient client = AttributesLoad.client(
                Integer.parseInt(arguments[0]),
                arguments[1],
                false,
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                Path.of(arguments[4]));
        AtomicBoolean on = new AtomicBoolean();
        for (int i = 0; i < Integer.parseInt(arguments[5]); i++) {
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    if (on.get()) {
                        boolean unused = client.ask(); // refused is fine: it is a storm
                    } else {
                        LockSupport.parkNanos(5_000_000);
                    }
                }
            });
        }
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                on.set(line.equals("on"));
                System.out.println(line);
            }
        }
        System.exit(0);
    }
}
