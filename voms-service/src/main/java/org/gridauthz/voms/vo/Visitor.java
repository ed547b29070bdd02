package org.gridauthz.voms.vo;

import java.util.Set;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * A caller as a VO's ACLs see her.
 *
 * @param dn null: nobody is authenticated
 * @param held groups and roles in force; nothing for who is no member or is suspended
 */
public record Visitor(@Nullable SlashDn dn, @Nullable SlashDn issuer, Set<Fqan> held) {
    public Visitor {
        held = Set.copyOf(held);
    }
}
