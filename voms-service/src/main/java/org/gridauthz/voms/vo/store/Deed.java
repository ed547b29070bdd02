package org.gridauthz.voms.vo.store;

import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.store.Request;
import org.gridauthz.voms.vo.Keys;
import org.jspecify.annotations.Nullable;

/**
 * A write as it is asked for: in which VO, by whom, why.
 *
 * @param request the caller's promise that this is one write; ids made under it are the same however often it comes
 */
public record Deed(String vo, AdminAct act, @Nullable Request request) {
    /** The system's own work. */
    public static Deed ofSystem(String vo, String verb, String target, String why) {
        return new Deed(vo, new AdminAct("gridauthz voms-service", "local", verb, target, why, null), null);
    }

    /** Of the same caller, another row of the audit trail. */
    public Deed as(String verb, String target) {
        return new Deed(vo, new AdminAct(act.who(), act.from(), verb, target, act.why(), act.detail()), request);
    }

    /** With something else worth keeping beside the row. */
    public Deed with(String detail) {
        return new Deed(vo, new AdminAct(act.who(), act.from(), act.verb(), act.target(), act.why(), detail), request);
    }

    /** An id for what it makes; {@code what} tells several apart. */
    public String newId(String what) {
        return request == null ? Keys.id() : Keys.id(what, vo, request.caller(), request.key());
    }
}
