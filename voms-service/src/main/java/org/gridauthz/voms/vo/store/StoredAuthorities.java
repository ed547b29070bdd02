package org.gridauthz.voms.vo.store;

import java.util.List;
import org.gridauthz.voms.attribute.Authorities;
import org.gridauthz.voms.attribute.Authority;
import org.gridauthz.voms.vo.Vo;

/** The ports of VOs whose rules name one. */
public final class StoredAuthorities implements Authorities {
    private final Vos vos;

    public StoredAuthorities(Vos vos) {
        this.vos = vos;
    }

    @Override
    public List<Authority> now() {
        return vos.all().stream()
                .filter(vo -> vo.rules().authorityPort() > 0)
                .map(StoredAuthorities::of)
                .toList();
    }

    private static Authority of(Vo vo) {
        return Authority.of(vo.name(), vo.rules().authorityHost(), vo.rules().authorityPort());
    }
}
