package org.gridauthz.community;

import java.net.InetAddress;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is at the other end, as far as it is known by now.
 *
 * @param dn null before the handshake, and of those who show no certificate
 * @param address null where the peer has none (a connection in memory)
 * @param listener by which it came
 */
public record Peer(@Nullable SlashDn dn, @Nullable InetAddress address, String listener) {}
