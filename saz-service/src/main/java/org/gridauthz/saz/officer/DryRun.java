package org.gridauthz.saz.officer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;

/**
 * Whom a ban would hit of those who came lately, found by the very matching that would refuse them.
 *
 * @param hit how many credentials
 * @param of how many were looked at
 * @param byVo those hit by VO; somebody of two VOs counts in both, somebody of none under the empty text
 * @param some names of the first {@value #SHOWN}
 */
public record DryRun(int hit, int of, Map<String, Integer> byVo, List<String> some) {
    /** Names shown. */
    public static final int SHOWN = 50;

    /** Tries a ban. */
    public static DryRun of(BanTarget target, List<Subject> lately, Map<String, Set<String>> issuersOfVo) {
        BanIndex index = BanIndex.of(
                List.of(new Ban(target, Ban.OFFICER, 1, "dry run", "dry run", null)), issuersOfVo, Instant.EPOCH);
        Map<String, Integer> byVo = new TreeMap<>();
        List<String> some = new ArrayList<>();
        int hit = 0;
        for (Subject subject : lately) {
            if (index.hit(subject) != null) {
                hit++;
                vos(subject).forEach(vo -> byVo.merge(vo, 1, Integer::sum));
                if (some.size() < SHOWN) {
                    some.add(subject.name());
                }
            }
        }
        return new DryRun(hit, lately.size(), byVo, some);
    }

    private static Set<String> vos(Subject subject) {
        Set<String> vos = new HashSet<>();
        for (Fqan fqan : subject.fqans()) {
            vos.add(fqan.vo());
        }
        if (subject instanceof Subject.Bearer bearer && bearer.vo() != null) {
            vos.add(bearer.vo());
        }
        return vos.isEmpty() ? Set.of("") : vos;
    }
}
