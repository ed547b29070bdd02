package org.gridauthz.gums.policy.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.Assertion;
import org.gridauthz.gums.policy.AssertionReading;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.gums.policy.World;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/** Reads assertion files: a world, and what is expected of a policy in it. As strict as {@link PolicyReader}. */
public final class AssertionReader {
    private static final Subject NOBODY =
            new Subject.Person(new SlashDn("/CN=nobody"), false, null, null, List.of(), false);

    private AssertionReader() {}

    /** Reads the whole text; never throws for what it holds. */
    public static AssertionReading read(String yaml) {
        List<Mistake> mistakes = new ArrayList<>();
        try {
            Cursor root = new Cursor(YamlTree.read(yaml), "", mistakes);
            root.optionalText("about");
            Policy policy = policy(root.inside("policy"));
            World world = WorldReader.world(root);
            String host = root.text("host", "/CN=localhost");
            List<Assertion> assertions = root.each("cases", at -> assertion(at, host));
            root.end();
            mistakes.sort(Comparator.comparingInt(Mistake::line));
            return mistakes.isEmpty()
                    ? new AssertionReading.Read(policy, world, assertions)
                    : new AssertionReading.Refused(mistakes);
        } catch (YamlTree.Unreadable unreadable) {
            return new AssertionReading.Refused(List.of(unreadable.mistake()));
        }
    }

    private static @Nullable Policy policy(@Nullable Cursor at) {
        return at == null ? null : PolicyReader.policyInside(at);
    }

    private static Assertion assertion(Cursor at, String host) {
        String about = at.text("about", "");
        String expected = at.text("expect");
        Account account = null;
        if (at.has("primaryGroup") || at.has("uid") || at.has("gid") || at.has("secondaryGroups")) {
            account = new Account(
                    expected,
                    at.optionalText("primaryGroup"),
                    at.number("uid"),
                    at.number("gid"),
                    at.texts("secondaryGroups"));
        }
        Subject subject = at.has("token") ? token(at) : person(at);
        MappingRequest request = new MappingRequest(new Host(at.text("host", host)), subject);
        return new Assertion(
                at.line(), about.isEmpty() ? label(subject) : about, request, expected, account, at.texts("because"));
    }

    private static Subject person(Cursor at) {
        try {
            String serial = at.optionalText("serial");
            String issuer = at.optionalText("issuer");
            return new Subject.Person(
                    new SlashDn(at.text("dn")),
                    at.flag("ambiguous", false),
                    issuer == null ? null : new SlashDn(issuer),
                    serial,
                    fqans(at, "fqans"),
                    at.flag("verified", true));
        } catch (MalformedIdentityException malformed) {
            at.mistakeAt("dn", String.valueOf(malformed.getMessage()));
            return NOBODY;
        }
    }

    private static Subject token(Cursor at) {
        Cursor token = at.inside("token");
        if (token == null) {
            return NOBODY;
        }
        Subject subject = new Subject.Bearer(
                token.text("iss"),
                token.text("sub"),
                token.optionalText("vo"),
                fqans(token, "groups"),
                token.texts("scopes"),
                token.flag("verified", true));
        token.end();
        return subject;
    }

    private static List<Fqan> fqans(Cursor at, String field) {
        List<Fqan> fqans = new ArrayList<>();
        for (String text : at.texts(field)) {
            try {
                fqans.add(Fqan.parse(text));
            } catch (MalformedIdentityException malformed) {
                at.mistakeAt(field, String.valueOf(malformed.getMessage()));
            }
        }
        return fqans;
    }

    private static String label(Subject subject) {
        String name = subject instanceof Subject.Person person ? person.dn().text() : "token";
        return name + " " + subject.fqans();
    }
}
