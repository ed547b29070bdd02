package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.tls.Caller;
import org.gridauthz.trust.VerifiedChain;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Visitor;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoState;
import org.gridauthz.voms.vo.store.Acls;
import org.gridauthz.voms.vo.store.Callers;
import org.gridauthz.voms.vo.store.Vos;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.login.TokenName;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.springframework.stereotype.Component;

/**
 * Where callers of a VO's interface come in. A member's rights come from the VO's ACLs and count on every listener; those of the
 * site's administrators ({@link Verb#MEMBERS}, for the VO or for all) change things on the listener for changes only.
 */
@Component
public class VoDoor {
    private final Admins admins;
    private final Vos vos;
    private final Callers callers;
    private final Acls acls;

    VoDoor(Admins admins, Vos vos, Callers callers, Acls acls) {
        this.admins = admins;
        this.vos = vos;
        this.callers = callers;
        this.acls = acls;
    }

    /** A caller who looks at things. */
    public Visit reader(HttpServletRequest request, String vo) {
        AdminCall call = admins.caller(request);
        return visit(request, call, find(vo), call.rights().may(Verb.MEMBERS, vo));
    }

    /** A caller who changes things. */
    public Visit writer(HttpServletRequest request, String vo) {
        AdminCall call = admins.caller(request);
        Vo found = find(vo);
        boolean site = call.rights().may(Verb.MEMBERS, vo) && admins.takesChanges(request);
        if (found.state() == VoState.FROZEN && !site) {
            throw new Refusal(ErrorCode.CONFLICT, "the VO is frozen: only the site's administrators change it");
        }
        return visit(request, call, found, site);
    }

    /** An administrator of the site who founds VOs. */
    AdminCall founder(HttpServletRequest request) {
        return admins.writer(request, Verb.MEMBERS);
    }

    /** Whoever asks, and which of the site's rights she has. */
    AdminCall caller(HttpServletRequest request) {
        return admins.caller(request);
    }

    private Vo find(String vo) {
        return vos.find(vo).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "there is no such VO"));
    }

    private Visit visit(HttpServletRequest request, AdminCall call, Vo vo, boolean site) {
        Caller caller = Caller.of(request);
        if (caller == null) {
            return new Visit(
                    acls,
                    call,
                    call.who(),
                    vo,
                    signedIn(vo, call),
                    site,
                    call.rights().may(Verb.READ, vo.name()));
        }
        VerifiedChain chain = caller.chain();
        SlashDn issuer = chain.issuer().slash();
        // A name that reads like another one is nobody's: permits match narrow.
        Callers.Known known = chain.subject().ambiguous()
                ? new Callers.Known(new Visitor(null, null, Set.of()), null, true, List.of())
                : callers.of(Names.vo(vo.name()), call.who(), issuer, vo.rules().anyIssuer());
        return new Visit(acls, call, issuer, vo, known, site, call.rights().may(Verb.READ, vo.name()));
    }

    /** Who signed in at a provider is a member by that token identity, and by no certificate. */
    private Callers.Known signedIn(Vo vo, AdminCall call) {
        TokenName name = TokenName.of(call.who());
        return name == null
                ? new Callers.Known(new Visitor(null, null, Set.of()), null, true, List.of())
                : callers.of(Names.vo(vo.name()), new IdentityName(IdentityKind.TOKEN, name.subject(), name.issuer()));
    }
}
