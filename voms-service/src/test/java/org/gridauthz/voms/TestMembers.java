package org.gridauthz.voms;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.attribute.Memberships;
import org.gridauthz.voms.attribute.Standing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Members in a map, put there by tests, in the place of the store: what stands before it is the real service. */
public final class TestMembers implements Memberships {
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    /** The service with these members. No configuration by annotation, or every test's service would find it here. */
    @Import(VomsService.class)
    public static class Service {
        @Bean
        @Primary
        TestMembers testMembers() {
            return new TestMembers();
        }
    }

    /** Sets how somebody stands. */
    public TestMembers put(String vo, String dn, Standing standing) {
        standings.put(vo + dn, standing);
        return this;
    }

    /** A group she is in, with the roles she holds there. */
    public static Standing.Group group(String path, String... roles) {
        return new Standing.Group(
                path,
                false,
                Stream.of(roles).map(role -> new Standing.Role(role, List.of())).toList(),
                List.of());
    }

    @Override
    public Standing of(String vo, SlashDn subject, SlashDn issuer) {
        return standings.getOrDefault(vo + subject, new Standing.Unknown());
    }
}
