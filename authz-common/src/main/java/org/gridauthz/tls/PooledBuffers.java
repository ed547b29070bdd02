package org.gridauthz.tls;

/**
 * For how many ended connections a listener keeps the buffers, to use them again. Tomcat does so by itself only with a heap above 2 GiB. Without, each new
 * connection costs its 67 kB, and hundreds of half-open ones are copied by every young collection, for which everybody waits.
 */
final class PooledBuffers {
    /** Two of TLS records (16.9 kB) and two of what is in them (16.7 kB). */
    private static final long BYTES = 67_000;

    /** A sixty-fourth of the heap a listener: half a dozen that are all filled take a tenth. */
    private static final long PART_OF_HEAP = 64;

    private PooledBuffers() {}

    static int connections() {
        return Math.toIntExact(Runtime.getRuntime().maxMemory() / PART_OF_HEAP / BYTES);
    }
}
