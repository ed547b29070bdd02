package org.gridauthz.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import org.gridauthz.community.Portions;
import org.jspecify.annotations.Nullable;

/** Chains that were believed under one generation of trust, by their digests; no community holds more than half of them. */
final class HeldChains {
    private final Cache<ByteBuffer, Verification.Held> chains;
    private final Portions<ByteBuffer> portions;

    HeldChains(int most) {
        chains = Caffeine.newBuilder().maximumSize(most).build();
        portions = new Portions<>(most / 2);
    }

    Verification.@Nullable Held get(byte[] digest) {
        return chains.getIfPresent(ByteBuffer.wrap(digest));
    }

    void put(byte[] digest, Verification.Held held) {
        ByteBuffer key = ByteBuffer.wrap(digest);
        chains.put(key, held);
        ByteBuffer leaving = portions.entered(key);
        if (leaving != null) {
            chains.invalidate(leaving);
        }
    }

    void forget(byte[] digest) {
        chains.invalidate(ByteBuffer.wrap(digest));
    }
}
