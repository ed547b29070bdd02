package org.gridauthz.voms;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gridauthz.voms.attribute.Authority;
import org.gridauthz.voms.port.KeyFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The attribute authority: {@code gridauthz.authority}.
 *
 * @param host the name in vomses lines and ACs where a VO names no other
 * @param keys what is signed with; absent: the service's RSA host key
 * @param nextKeys what is prepared; the files may come later
 * @param nextKeysFrom when that is signed with; absent: when the current certificate has expired
 * @param vos VOs whose ports are set here; those of the VO table come beside them
 * @param address where ports are bound; absent: everywhere
 * @param maxConnections of one port
 * @param threads of one port, for handshakes and signatures
 * @param deadline from accept to the end of an answer
 * @param membersInMemory people of all VOs together; about 1 kB each
 */
@ConfigurationProperties("gridauthz.authority")
record AuthoritySettings(
        @DefaultValue("localhost") String host,
        @Nullable KeyFiles keys,
        @Nullable KeyFiles nextKeys,
        @Nullable Instant nextKeysFrom,
        @DefaultValue List<Vo> vos,
        @Nullable InetAddress address,
        @DefaultValue("2000") int maxConnections,
        @DefaultValue("16") int threads,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("500000") int membersInMemory) {

    /** A VO; see {@link Authority}. */
    record Vo(
            String name,
            @Nullable String alias,
            @Nullable String host,
            int port,
            @DefaultValue("12h") Duration longestLife,
            @DefaultValue("true") boolean longForm) {}

    /** The VOs of this file. */
    List<Authority> authorities() {
        return vos.stream()
                .map(vo -> new Authority(
                        vo.name(),
                        Objects.requireNonNullElse(vo.alias(), vo.name()),
                        Objects.requireNonNullElse(vo.host(), host),
                        vo.port(),
                        vo.longestLife(),
                        vo.longForm()))
                .toList();
    }
}
