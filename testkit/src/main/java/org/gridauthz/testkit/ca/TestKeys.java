package org.gridauthz.testkit.ca;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Key pairs for tests. Making an RSA key takes a tenth of a second and more, so holders draw from a small ring kept for the
 * life of the JVM. Two holders may thus share a key; a ring serves one purpose only, so a user's key is never a proxy's
 * and a "wrong signer" is really wrong. CA keys are never shared.
 */
public final class TestKeys {
    private static final int RING = 6;
    private static final TestKeys HOLDERS = new TestKeys();
    private static final TestKeys PROXIES = new TestKeys();

    private final Map<KeyKind, List<KeyPair>> rings = new EnumMap<>(KeyKind.class);
    private final Map<KeyKind, Integer> turns = new EnumMap<>(KeyKind.class);

    private TestKeys() {}

    /** A key nobody else has, made now. */
    public static KeyPair fresh(KeyKind kind) {
        return kind.generate();
    }

    static KeyPair forHolder(KeyKind kind) {
        return HOLDERS.next(kind);
    }

    static KeyPair forProxy(KeyKind kind) {
        return PROXIES.next(kind);
    }

    private synchronized KeyPair next(KeyKind kind) {
        List<KeyPair> ring = rings.computeIfAbsent(kind, any -> new ArrayList<>());
        int turn = turns.merge(kind, 1, Integer::sum) - 1;
        if (ring.size() < RING) {
            ring.add(kind.generate());
        }
        return ring.get(turn % RING);
    }
}
