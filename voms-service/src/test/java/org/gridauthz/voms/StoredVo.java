package org.gridauthz.voms;

import static org.gridauthz.voms.vo.store.Books.deed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Follower;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.voms.registration.store.Signatures;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Role;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoRules;
import org.gridauthz.voms.vo.VoState;
import org.gridauthz.voms.vo.store.Attributes;
import org.gridauthz.voms.vo.store.Belonging;
import org.gridauthz.voms.vo.store.Books;
import org.gridauthz.voms.vo.store.Groups;
import org.gridauthz.voms.vo.store.Json;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.Vos;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A VO in the tables of a running service: /vo/far, the optional /vo/night, roles pilot and production, attributes nickname and queue. */
final class StoredVo {
    private static final String PORTAL = "https://voms.example.org/aup";

    private final RunningService service;
    private final String vo;

    StoredVo(RunningService service, String vo) {
        this.service = service;
        this.vo = vo;
        VoRules rules = Json.merged(
                VoRules.DEFAULT, new JsonMapper().readTree("{\"portal\":\"" + PORTAL + "\",\"membershipDays\":0}"));
        done(service.part(Vos.class)
                .found(
                        deed(vo),
                        new Vos.Charter("for tests", "vo@example.org", VoState.OPEN, rules),
                        new AclSubject.Certificate(new SlashDn("/DC=org/CN=Vera Vo"), new SlashDn(VomsSite.CA))));
        Groups groups = service.part(Groups.class);
        done(groups.found(deed(vo), new Group("/" + vo + "/far", "", false)));
        done(groups.found(deed(vo), new Group("/" + vo + "/night", "", true)));
        Attributes attributes = service.part(Attributes.class);
        for (String name : List.of("pilot", "production")) {
            done(groups.createRole(deed(vo), new Role(name, "")));
        }
        for (String name : List.of("nickname", "queue")) {
            done(attributes.create(deed(vo), new AttributeClass(name, "", false)));
        }
        done(attributes.setFor(deed(vo), Fqan.parse("/" + vo + "/far"), "queue", "long & <wide>"));
        done(attributes.setFor(deed(vo), Fqan.parse("/" + vo + "/Role=production"), "queue", "long & <wide>"));
    }

    /** Does what is said, and waits until the service has heard of it. */
    String done(VoChange change) {
        if (change instanceof VoChange.Done done
                && service.part(Follower.class).atLeast(done.epoch(), Duration.ofSeconds(10)) == AtLeast.REACHED) {
            return done.id();
        }
        throw new AssertionError(change.toString());
    }

    /** Somebody in the root group. */
    String enter(TestCredential who, @Nullable Instant ends) {
        IdentityName certificate = IdentityName.certificate(new SlashDn(who.slashName()), new SlashDn(VomsSite.CA));
        return done(service.part(People.class)
                .take(deed(vo), new People.NewPerson(Books.data("Test Person"), null, ends, List.of(certificate))));
    }

    /** Somebody in every group and with every role, called ally. */
    String enterEverywhere(TestCredential who) {
        String id = enter(who, null);
        for (String held : List.of("/far", "/night", "/Role=pilot", "/Role=production", "/far/Role=pilot")) {
            done(service.part(Belonging.class).put(deed(vo), id, Fqan.parse("/" + vo + held), null));
        }
        done(service.part(Attributes.class).setForPerson(deed(vo), id, "nickname", "ally"));
        return id;
    }

    void suspend(String id, String reason) {
        done(service.part(People.class)
                .suspend(deed(vo), id, new Suspension(SuspensionCode.OTHER, reason, Instant.now())));
    }

    void restore(String id) {
        done(service.part(People.class).suspend(deed(vo), id, null));
    }

    /** Puts rules of use in force. */
    void rulesOfUse(String version) {
        Signatures signatures = service.part(Signatures.class);
        done(signatures.enter(deed(vo), version, "", "be good"));
        done(signatures.activate(deed(vo), version));
    }

    void sign(String id, String version) {
        done(service.part(Signatures.class).sign(deed(vo), id, version, false));
    }

    /** Lets all that she did and was asked be so much longer ago. */
    void age(org.gridauthz.testkit.db.DatabaseBackend database, String id, Duration by) {
        for (String update : List.of(
                "UPDATE aup_signature SET signed_at = signed_at - ? WHERE person_id = ?",
                "UPDATE person SET joined_at = joined_at - ? WHERE person_id = ?")) {
            database.jdbc().sql(update).params(by.toMillis(), id).update();
        }
        database.jdbc()
                .sql("UPDATE aup_version SET activated_at = activated_at - ? WHERE vo = ?")
                .params(by.toMillis(), vo)
                .update();
        suspend(id, "looked at");
        restore(id);
        done(service.part(Vos.class)
                .change(
                        deed(vo),
                        service.part(Vos.class)
                                .find(vo)
                                .map(one -> new Vos.Charter(one.description(), one.contact(), one.state(), one.rules()))
                                .orElseThrow()));
    }
}
