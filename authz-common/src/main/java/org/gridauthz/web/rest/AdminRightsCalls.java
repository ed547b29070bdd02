package org.gridauthz.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.changes.Follower;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access;
import org.gridauthz.web.Access.AdminGrant;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.store.AdminRights;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who may administer what: (person, VO or all, verbs). Rights in the configuration file are shown and not changed here. Whoever
 * has ADMINS for a VO grants for that VO, and nothing that she does not have herself.
 */
@RestController
@RequestMapping("/api/v1/admins")
public final class AdminRightsCalls {
    private final Admins admins;
    private final AdminRights rights;
    private final Access access;
    private final Follower follower;

    public AdminRightsCalls(Admins admins, AdminRights rights, Access access, Follower follower) {
        this.admins = admins;
        this.rights = rights;
        this.access = access;
        this.follower = follower;
    }

    /** One person's rights over a VO, or over {@code all}. */
    record Right(String dn, String vo, Set<Verb> verbs, boolean configured) {
        static Right of(AdminGrant grant, boolean configured) {
            return new Right(grant.dn().text(), grant.vo(), grant.verbs(), configured);
        }
    }

    /** All of them. */
    record Rights(List<Right> admins) {}

    /** What a person may do from now on; what she could do there before is replaced. */
    record NewRight(
            @Nullable String dn,
            @Nullable String vo,
            @Nullable Set<Verb> verbs,
            @Nullable String reason) {}

    /** It is in force for whoever presents this epoch. */
    record Changed(String epoch, boolean repeated) {}

    @GetMapping
    Rights rights(HttpServletRequest request) {
        admins.reader(request);
        return new Rights(java.util.stream.Stream.concat(
                        access.configured().stream().map(grant -> Right.of(grant, true)),
                        rights.all().stream().map(grant -> Right.of(grant, false)))
                .toList());
    }

    @PutMapping(consumes = "application/json")
    Changed grant(HttpServletRequest request, @RequestBody NewRight body) {
        SlashDn dn = Given.parsed(body.dn(), SlashDn::new, "/dn");
        String vo = Given.text(body.vo(), "/vo");
        Set<Verb> verbs = Given.value(body.verbs(), "/verbs");
        if (verbs.isEmpty() || vo.length() > 255) {
            throw new Refusal(
                    ErrorCode.FIELD_INVALID, "at least one verb; the VO has at most 255 characters", "/verbs");
        }
        AdminCall call = admins.writer(request, Verb.ADMINS, vo);
        for (Verb verb : verbs) {
            if (!call.rights().may(verb, vo)) {
                throw new Refusal(ErrorCode.RIGHT_MISSING, "nobody grants what she may not do: " + verb, "/verbs");
            }
        }
        String why = Given.reason(body.reason());
        Set<Verb> ordered = EnumSet.copyOf(verbs);
        return done(rights.grant(
                new AdminGrant(dn, vo, verbs),
                call.act("grant-rights", dn.text() + " " + vo + " " + ordered, why),
                call.request("grant\n" + dn.text() + "\n" + vo + "\n" + ordered + "\n" + why)));
    }

    @DeleteMapping
    Changed withdraw(
            HttpServletRequest request,
            @RequestParam @Nullable String dn,
            @RequestParam @Nullable String vo,
            @RequestParam @Nullable String reason) {
        SlashDn who = Given.parsed(dn, SlashDn::new, "/dn");
        String where = Given.text(vo, "/vo");
        AdminCall call = admins.writer(request, Verb.ADMINS, where);
        String why = Given.reason(reason);
        return done(rights.withdraw(
                who,
                where,
                call.act("withdraw-rights", who.text() + " " + where, why),
                call.request("withdraw\n" + who.text() + "\n" + where + "\n" + why)));
    }

    private Changed done(AdminRights.Outcome outcome) {
        follower.poke();
        return switch (outcome) {
            case AdminRights.Outcome.Done done ->
                new Changed(done.written().epoch().toString(), done.written().repeated());
            case AdminRights.Outcome.NothingThere nothing ->
                throw new Refusal(ErrorCode.NOT_FOUND, "no such rights were granted here");
            case AdminRights.Outcome.LastAdmin last ->
                throw new Refusal(ErrorCode.LAST_ADMIN, "nobody would be left who may grant rights");
        };
    }
}
