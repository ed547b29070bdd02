package org.gridauthz.voms.vo.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoRules;
import org.gridauthz.voms.vo.VoState;
import org.jspecify.annotations.Nullable;

/** The stores of one instance on a test's database, with a clock that the test turns. */
public final class Books {
    public static final SlashDn CA = new SlashDn("/DC=org/CN=CA");

    public final TurnedClock clock = new TurnedClock();
    public final VoLedger ledger;
    public final Vos vos;
    public final Groups groups;
    public final Identities identities;
    public final People people;
    public final Belonging belonging;
    public final Attributes attributes;
    public final Acls acls;
    public final Institutions institutions;
    public final Register register;
    public final Callers callers;

    /** A clock that goes when it is told to. */
    public static final class TurnedClock implements InstantSource {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        public void turn(java.time.Duration by) {
            now = now.plus(by);
        }
    }

    public Books(DataSource database) {
        ledger = new VoLedger(database, new ChangeLog(database), clock);
        vos = new Vos(ledger);
        groups = new Groups(ledger);
        identities = new Identities(ledger);
        people = new People(ledger, identities);
        belonging = new Belonging(ledger, people, groups);
        attributes = new Attributes(ledger, people, groups);
        acls = new Acls(ledger, groups);
        institutions = new Institutions(ledger, people);
        register = new Register(database, clock);
        callers = new Callers(database, clock);
    }

    public static Deed deed(String vo) {
        return new Deed(vo, new AdminAct("/DC=org/CN=Ada Admin", "::1", "test", "target", "why not", null), null);
    }

    /** A VO with the groups /vo/a and /vo/a/b. */
    public void found(String vo) {
        done(vos.found(
                deed(vo),
                new Vos.Charter("a test", "vo@example.org", VoState.OPEN, VoRules.DEFAULT),
                new AclSubject.Certificate(new SlashDn("/DC=org/CN=Ada Admin"), CA)));
        done(groups.found(deed(vo), new Group("/" + vo + "/a", "the first", false)));
        done(groups.found(deed(vo), new Group("/" + vo + "/a/b", "below", true)));
    }

    /** Somebody with one certificate. */
    public String member(String vo, String name, @Nullable Instant ends) {
        return done(people.take(
                deed(vo), new People.NewPerson(data(name), null, ends, List.of(certificate("/DC=org/CN=" + name)))));
    }

    public static PersonalData data(String name) {
        String[] names = name.split(" ");
        return new PersonalData(
                names[0], names[1], names[0].toLowerCase(java.util.Locale.ROOT) + "@example.org", Map.of());
    }

    public static IdentityName certificate(String dn) {
        return IdentityName.certificate(new SlashDn(dn), CA);
    }

    public static String done(VoChange change) {
        if (change instanceof VoChange.Done done) {
            return done.id();
        }
        throw new AssertionError(change.toString());
    }
}
