package org.gridauthz.voms.vo.store;

import java.util.List;
import java.util.function.Supplier;
import org.gridauthz.voms.attribute.Authorities;
import org.gridauthz.voms.attribute.Authority;
import org.gridauthz.voms.vo.Vo;

/** The ports of VOs whose rules name one. A process that has not read the tables yet takes what else is known of VOs. */
public final class StoredAuthorities implements Authorities {
    private final Vos vos;
    private final Supplier<List<Vo>> remembered;
    private boolean answered;

    /** @param remembered what a snapshot said, for a start without a database; empty if nothing */
    public StoredAuthorities(Vos vos, Supplier<List<Vo>> remembered) {
        this.vos = vos;
        this.remembered = remembered;
    }

    @Override
    public synchronized List<Authority> now() {
        try {
            List<Authority> read = ports(vos.all());
            answered = true;
            return read;
        } catch (RuntimeException e) {
            List<Vo> known = answered ? List.of() : remembered.get();
            if (known.isEmpty()) {
                throw e;
            }
            return ports(known);
        }
    }

    private static List<Authority> ports(List<Vo> all) {
        return all.stream()
                .filter(vo -> vo.rules().authorityPort() > 0)
                .map(StoredAuthorities::of)
                .toList();
    }

    private static Authority of(Vo vo) {
        return Authority.of(vo.name(), vo.rules().authorityHost(), vo.rules().authorityPort());
    }
}
