package org.gridauthz.voms.port;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.gridauthz.tls.HostCredential;
import org.gridauthz.trust.AttributeAuthority;
import org.gridauthz.voms.attribute.Authority;

/** The signing side of one VO, made anew when the key in turn is another one. */
final class Signer implements Supplier<AttributeAuthority> {
    private final Authority authority;
    private final AuthorityKeys keys;
    private final Clock clock;
    private volatile Made made;

    private record Made(HostCredential from, AttributeAuthority signing) {}

    Signer(Authority authority, AuthorityKeys keys, InstantSource clock) {
        this.authority = authority;
        this.keys = keys;
        this.clock = clock.withZone(ZoneOffset.UTC);
        this.made = make(keys.inTurn());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object is how the keys say that nothing changed
    public AttributeAuthority get() {
        HostCredential now = keys.inTurn();
        Made last = made;
        if (last.from() != now) {
            last = make(now);
            made = last;
        }
        return last.signing();
    }

    private Made make(HostCredential from) {
        return new Made(
                from,
                new AttributeAuthority(
                        from.chain().getFirst(),
                        from.key(),
                        authority.vo(),
                        authority.host(),
                        authority.port(),
                        clock));
    }
}
