package org.gridauthz.gums;

import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.Policy.PoolRange;
import org.gridauthz.gums.pool.PoolRules;

/** What the policy in force says about pools. */
final class PolicyPools implements PoolRules.Source {
    private static final int FEWEST_DAYS = 2;

    private final Mapper mapper;

    PolicyPools(Mapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public PoolRules of(String pool) {
        CompiledPolicy policy = mapper.current().policy();
        if (policy != null) {
            for (PoolRange range : policy.source().pools()) {
                if (range.name().equals(pool) && range.recycleAfter() != null) {
                    PoolRules usual = PoolRules.DEFAULT;
                    int days = (int) Math.max(FEWEST_DAYS, range.recycleAfter().toDays());
                    return new PoolRules(true, days, usual.lowPercent(), usual.criticalPercent());
                }
            }
        }
        return PoolRules.DEFAULT;
    }
}
