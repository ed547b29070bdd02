package org.gridauthz.voms.vo.exchange;

import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.store.Deed;
import org.jspecify.annotations.Nullable;

/** Where applications go that were under way elsewhere; registration, which is built on this package's neighbours, gives it. */
@FunctionalInterface
public interface Applicants {
    /**
     * Makes it an application here, to be decided by the managers.
     *
     * @return null: it was taken over before
     */
    @Nullable
    VoChange take(Deed deed, OldApplication application);
}
