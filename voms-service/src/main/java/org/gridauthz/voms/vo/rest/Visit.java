package org.gridauthz.voms.vo.rest;

import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Permissions;
import org.gridauthz.voms.vo.Rights;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.store.Acls;
import org.gridauthz.voms.vo.store.Callers;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.jspecify.annotations.Nullable;

/** One caller at one VO: who she is there and what she may do. */
public final class Visit {
    private final Acls acls;
    private final AdminCall call;
    private final SlashDn issuer;
    private final Vo vo;
    private final Callers.Known known;
    private final boolean site;
    private final boolean sees;

    /**
     * @param site whether she administers this VO for the site
     * @param sees whether the site lets her see everything
     */
    Visit(Acls acls, AdminCall call, SlashDn issuer, Vo vo, Callers.Known known, boolean site, boolean sees) {
        this.acls = acls;
        this.call = call;
        this.issuer = issuer;
        this.vo = vo;
        this.known = known;
        this.site = site;
        this.sees = sees;
    }

    public AdminCall call() {
        return call;
    }

    /** Of the certificate shown. */
    public SlashDn issuer() {
        return issuer;
    }

    public Vo vo() {
        return vo;
    }

    /** The root group. */
    public Fqan root() {
        return new Fqan(vo.root(), null, null);
    }

    public Callers.Known known() {
        return known;
    }

    /** Whether the site lets her see everything. */
    public boolean sees() {
        return sees;
    }

    /** Whether this is she herself. */
    public boolean is(String person) {
        return person.equals(known.person());
    }

    /** What she may do in a group or with a role. */
    public Permissions at(Fqan container) {
        if (site) {
            return Permissions.ALL;
        }
        Permissions rights = known.suspended()
                ? Permissions.NONE
                : Rights.of(known.visitor(), known.manages(), container, acls.inForce(vo.name(), container), vo);
        return sees ? rights.plus(Rights.READING) : rights;
    }

    /** Whether she may do all of this there. */
    public boolean may(Fqan container, Permission... needed) {
        return at(container).cover(Permissions.of(needed));
    }

    /**
     * Goes on only with these permissions.
     *
     * @throws Refusal RIGHT_MISSING
     */
    public Visit with(Fqan container, Permission... needed) {
        return with(container, Permissions.of(needed));
    }

    /** As {@link #with(Fqan, Permission...)}. */
    public Visit with(Fqan container, Permissions needed) {
        if (!at(container).cover(needed)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "this needs " + needed + " in " + container);
        }
        return this;
    }

    /** Goes on only for who may do everything in the VO. */
    public Visit administrating() {
        return with(root(), Permissions.ALL);
    }

    /** What is done, for the audit trail and the idempotency key. */
    public Deed deed(String verb, String target, String why, @Nullable Object content) {
        return new Deed(
                vo.name(),
                call.act(verb, target, why),
                call.request(vo.name() + "\n" + verb + "\n" + target + "\n" + why + "\n" + content));
    }

    /** What was done, or why not. */
    public static Changed done(VoChange change) {
        return switch (change) {
            case VoChange.Done done -> new Changed(done.id(), done.epoch().toString(), done.repeated());
            case VoChange.Refused refused ->
                throw new Refusal(
                        switch (refused.why()) {
                            case UNKNOWN -> ErrorCode.NOT_FOUND;
                            case EXISTS -> ErrorCode.ALREADY_EXISTS;
                            case CONFLICT -> ErrorCode.CONFLICT;
                            case INVALID -> ErrorCode.FIELD_INVALID;
                            case FORBIDDEN -> ErrorCode.RIGHT_MISSING;
                        },
                        refused.detail());
        };
    }

    /**
     * The answer to a write.
     *
     * @param id of what was made or changed
     * @param epoch under which it is in force
     */
    public record Changed(String id, String epoch, boolean repeated) {}
}
