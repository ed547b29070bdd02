package org.gridauthz.voms.registration.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.registration.Effect;
import org.gridauthz.voms.registration.Letters;
import org.gridauthz.voms.registration.Turn;
import org.gridauthz.voms.vo.AskedField;
import org.gridauthz.voms.vo.Keys;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.VoState;
import org.gridauthz.voms.vo.store.Belonging;
import org.gridauthz.voms.vo.store.Groups;
import org.gridauthz.voms.vo.store.Identities;
import org.gridauthz.voms.vo.store.NotTaken;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.VoLedger;
import org.jspecify.annotations.Nullable;

/** What an application does to the VO: checked when it comes, done when it is granted, told by mail at each step. */
public final class Admission {
    private final VoLedger ledger;
    private final People people;
    private final Identities identities;
    private final Groups groups;
    private final Belonging belonging;
    private final Signatures signatures;
    private final Erasure erasure;
    private final Outbox outbox;
    private final Addresses addresses;
    private final ApplicationRows rows;

    public Admission(
            VoLedger ledger,
            People people,
            Identities identities,
            Groups groups,
            Belonging belonging,
            Signatures signatures,
            Erasure erasure,
            Outbox outbox) {
        this.ledger = ledger;
        this.people = people;
        this.identities = identities;
        this.groups = groups;
        this.belonging = belonging;
        this.signatures = signatures;
        this.erasure = erasure;
        this.outbox = outbox;
        this.addresses = new Addresses(ledger);
        this.rows = new ApplicationRows(ledger.jdbc());
    }

    /** Inside a write: what cannot be granted is not taken. */
    void check(Vo vo, Application application) {
        switch (application.kind()) {
            case MEMBERSHIP -> checkNewcomer(vo, application);
            case GROUP, ROLE -> {
                Fqan wanted = Objects.requireNonNull(application.wanted());
                groups.require(vo.name(), wanted);
                if (belonging.of(member(application)).stream()
                        .anyMatch(one -> one.fqan().equals(wanted))) {
                    throw new NotTaken(Why.EXISTS, "you hold " + wanted);
                }
            }
            case CERTIFICATE -> {
                member(application);
                identities.free(
                        vo.name(), Objects.requireNonNull(application.details().certificate()));
            }
            case RENEWAL, LEAVING -> member(application);
        }
    }

    private void checkNewcomer(Vo vo, Application application) {
        if (vo.state() != VoState.OPEN) {
            throw new NotTaken(Why.CONFLICT, "the VO takes no applications");
        }
        PersonalData data = Objects.requireNonNull(application.details().data());
        for (AskedField field : vo.rules().fields()) {
            if (field.required() && data.fields().getOrDefault(field.name(), "").isBlank()) {
                throw new NotTaken(Why.INVALID, "the VO asks for " + field.name());
            }
        }
        if (vo.rules().askInstitution() && application.institution() == null) {
            throw new NotTaken(Why.INVALID, "the VO asks for your institution");
        }
        if (vo.aup() != null && !vo.aup().equals(application.aup())) {
            throw new NotTaken(Why.INVALID, "accept the usage policy, version " + vo.aup());
        }
        for (String wanted : application.details().groups()) {
            groups.require(vo.name(), Fqan.parse(wanted));
        }
        people.requireInstitution(vo.name(), application.institution());
        identities.free(vo.name(), application.applicant());
    }

    /**
     * Inside a write: the effects of a step.
     *
     * @return the applicant's id where she is a member, then or before
     */
    @Nullable
    String carryOut(Vo vo, Application application, Turn.Moved moved, @Nullable String code, long seq) {
        String person = application.person();
        String address = address(application);
        for (Effect effect : moved.effects()) {
            switch (effect) {
                case MAIL_CODE ->
                    outbox.put(
                            vo.name(),
                            null,
                            address,
                            Letters.code(vo, application.id(), Objects.requireNonNull(code)),
                            ledger.now());
                case MAIL_REPRESENTATIVES ->
                    turn(vo, application, addresses.representatives(vo, application.institution()));
                case MAIL_MANAGERS -> turn(vo, application, addresses.managers(vo, application));
                case MAIL_APPLICANT ->
                    outbox.put(
                            vo.name(),
                            person,
                            address,
                            Letters.outcome(vo, application, moved.to(), moved.explanation()),
                            ledger.now());
                case GRANT -> person = grant(vo, application, seq);
            }
        }
        return person;
    }

    private @Nullable String grant(Vo vo, Application application, long seq) {
        switch (application.kind()) {
            case MEMBERSHIP -> {
                return takeIn(vo, application, seq);
            }
            case GROUP, ROLE ->
                belonging.put(vo.name(), member(application), Objects.requireNonNull(application.wanted()), null, seq);
            case CERTIFICATE ->
                identities.insert(
                        vo.name(),
                        member(application),
                        Keys.id(),
                        Objects.requireNonNull(application.details().certificate()),
                        seq);
            case RENEWAL -> {
                Person person = people.require(vo.name(), member(application));
                people.end(person, term(vo, person.ends()), seq);
            }
            case LEAVING -> {
                Person person = people.require(vo.name(), member(application));
                outbox.put(
                        vo.name(),
                        null,
                        vo.contact(),
                        Letters.left(vo, person.data(), Instant.ofEpochMilli(ledger.now())),
                        ledger.now());
                erasure.rows(person);
            }
        }
        return application.person();
    }

    private String takeIn(Vo vo, Application application, long seq) {
        String id = Objects.requireNonNull(application.concerned());
        people.insert(
                vo.name(),
                id,
                new People.NewPerson(
                        Objects.requireNonNull(application.details().data()),
                        application.institution(),
                        term(vo, null),
                        List.of(application.applicant())),
                seq);
        if (application.aup() != null) {
            signatures.insert(vo, id, application.aup(), false, seq);
        }
        Instant now = Instant.ofEpochMilli(ledger.now());
        for (String text : application.details().groups()) {
            Fqan wanted = Fqan.parse(text);
            Application more = new Application(
                    Keys.id(),
                    vo.name(),
                    wanted.role() == null ? ApplicationKind.GROUP : ApplicationKind.ROLE,
                    ApplicationState.WITH_MANAGER,
                    application.applicant(),
                    id,
                    null,
                    wanted,
                    Application.Details.message(application.details().message()),
                    null,
                    null,
                    null,
                    now,
                    now);
            rows.insert(more, seq);
            turn(vo, more, addresses.managers(vo, more));
        }
        return id;
    }

    private @Nullable Instant term(Vo vo, @Nullable Instant before) {
        if (vo.rules().membershipDays() == 0) {
            return null;
        }
        Instant now = Instant.ofEpochMilli(ledger.now());
        Instant from = before != null && before.isAfter(now) ? before : now;
        return from.plus(Duration.ofDays(vo.rules().membershipDays()));
    }

    private void turn(Vo vo, Application application, List<String> recipients) {
        String name = application.person() == null
                ? null
                : people.find(vo.name(), application.person())
                        .map(one -> one.data().name())
                        .orElse(null);
        for (String recipient : recipients) {
            outbox.put(vo.name(), application.person(), recipient, Letters.turn(vo, application, name), ledger.now());
        }
    }

    private String address(Application application) {
        PersonalData data = application.details().data();
        String address = data != null ? data.email() : addresses.of(application.person());
        if (address == null) {
            throw new NotTaken(Why.CONFLICT, "the applicant is no member any more");
        }
        return address;
    }

    private static String member(Application application) {
        if (application.person() == null) {
            throw new NotTaken(Why.CONFLICT, "only members ask for this");
        }
        return Names.id(application.person());
    }
}
