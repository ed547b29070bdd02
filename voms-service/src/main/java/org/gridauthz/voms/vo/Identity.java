package org.gridauthz.voms.vo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One certificate or token identity of a person. */
public record Identity(
        String id, IdentityName name, @Nullable Suspension suspension, Instant added) {}
