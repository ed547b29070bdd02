package org.gridauthz.loadtest.attributes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.Follower;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.tls.FastCrypto;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.voms.VomsService;
import org.gridauthz.voms.attribute.Memberships;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.port.VoPorts;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.VoRules;
import org.gridauthz.voms.vo.VoState;
import org.gridauthz.voms.vo.exchange.RollPerson;
import org.gridauthz.voms.vo.exchange.Rolls;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.Vos;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The process that is measured: VOMS as it ships, with a VO "small" of a hundred and, if asked for, a VO "large", both filled by the
 * bulk import. Arguments: a file to write to when all is ready, the database, how many members and groups the large
 * one has, the name and issuer of somebody who is a member of both, then those of VOMS.
 */
public final class VoServer {
    private static final int SMALL = 100;
    private static final int A_CALL = 2000;

    private VoServer() {}

    public static void main(String[] arguments) throws Exception {
        new Migrations(new DriverManagerDataSource(arguments[1])).migrate(Migrations.Folder.VOMS);
        JsseLimits.raise();
        FastCrypto.install();
        ConfigurableApplicationContext voms =
                new SpringApplicationBuilder(VomsService.class).run(Arrays.copyOfRange(arguments, 6, arguments.length));
        if (!voms.getBean(Follower.class).awaitLoaded(Duration.ofMinutes(1))) {
            throw new IllegalStateException("the database was not read");
        }
        SlashDn member = new SlashDn(arguments[4]);
        SlashDn issuer = new SlashDn(arguments[5]);
        int members = Integer.parseInt(arguments[2]);
        fill(voms, "small", SMALL, 4, member, issuer);
        if (members > 0) {
            fill(voms, "large", members, Integer.parseInt(arguments[3]), member, issuer);
        }
        VoPorts ports = voms.getBean(VoPorts.class);
        ports.look();
        Standing standing = voms.getBean(Memberships.class).of("small", member, issuer);
        if (ports.authorities().size() < (members > 0 ? 2 : 1) || !(standing instanceof Standing.Member)) {
            throw new IllegalStateException("not ready: " + ports.authorities() + " " + standing);
        }
        Path ready = Path.of(arguments[0]);
        Path whole = Files.writeString(ready.resolveSibling("ready.new"), "ready");
        Files.move(whole, ready);
    }

    private static void fill(
            ConfigurableApplicationContext voms, String vo, int members, int groups, SlashDn member, SlashDn issuer) {
        Deed deed = new Deed(vo, new AdminAct("loadtest", "local", "fill", vo, "a measurement", null), null);
        if (voms.getBean(Vos.class).find(vo).isPresent()) {
            return; // an earlier run's, in a database that stays
        }
        var unused = voms.getBean(Vos.class)
                .found(
                        deed,
                        new Vos.Charter(vo, vo + "@example.org", VoState.OPEN, VoRules.DEFAULT),
                        new AclSubject.Certificate(member, issuer));
        Rolls rolls = voms.getBean(Rolls.class);
        List<RollPerson> some = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            some.add(person(vo, i, groups, i == 0 ? member.text() : "/DC=org/DC=gridauthz/CN=Member " + i, issuer));
            if (some.size() == A_CALL || i == members - 1) {
                Rolls.Report report = rolls.take(deed, some, true);
                if (!report.refused().isEmpty()) {
                    throw new IllegalStateException(report.refused().toString());
                }
                System.out.println(vo + ": " + (i + 1) + " members");
                some.clear();
            }
        }
    }

    /** In three groups besides the root, with a role in one. */
    private static RollPerson person(String vo, int i, int groups, String name, SlashDn issuer) {
        List<String> held = new ArrayList<>();
        for (int j = 0; j < 3; j++) {
            held.add("/" + vo + "/g" + (i + j) % groups);
        }
        held.add("/" + vo + "/g" + i % groups + "/Role=pilot");
        return new RollPerson(
                null,
                "Member",
                Integer.toString(i),
                "m" + i + "@example.org",
                Map.of(),
                null,
                null,
                null,
                null,
                List.of(new RollPerson.Certificate(null, name, issuer.text(), null, null)),
                held,
                Map.of());
    }
}
