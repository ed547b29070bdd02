package org.gridauthz.voms.vo.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.AttributeValue;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.Institution;
import org.gridauthz.voms.vo.Newcomer;
import org.gridauthz.voms.vo.Newcomer.Outcome;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.store.Attributes;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.Institutions;
import org.gridauthz.voms.vo.store.Intake;
import org.gridauthz.voms.vo.store.Register;
import tools.jackson.databind.json.JsonMapper;

/** Rolls of people in and out. */
public final class Rolls {
    private static final int PAGE = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Intake intake;
    private final Register register;
    private final Attributes attributes;
    private final Institutions institutions;
    private final VomsAdminTerms terms;
    private final InstantSource clock;

    public Rolls(
            Intake intake,
            Register register,
            Attributes attributes,
            Institutions institutions,
            VomsAdminTerms terms,
            InstantSource clock) {
        this.terms = terms;
        this.intake = intake;
        this.register = register;
        this.attributes = attributes;
        this.institutions = institutions;
        this.clock = clock;
    }

    /**
     * What became of a list.
     *
     * @param made groups, roles and attributes that were not there
     * @param taken people taken in
     * @param known people that were left as they are
     */
    public record Report(List<String> made, int taken, int known, List<Outcome.Refused> refused) {}

    /**
     * Takes people in.
     *
     * @param prepare whether groups, roles and attributes the VO does not know are made known
     */
    public Report take(Deed deed, List<RollPerson> people, boolean prepare) {
        List<Newcomer> newcomers = new ArrayList<>();
        List<Outcome.Refused> refused = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            RollPerson one = people.get(i);
            String place = one.id() == null ? "person " + (i + 1) : one.id();
            try {
                newcomers.add(one.newcomer(deed.vo(), place, clock.instant()));
            } catch (IllegalArgumentException e) {
                refused.add(new Outcome.Refused(place, String.valueOf(e.getMessage())));
            }
        }
        List<String> made = prepare ? prepared(deed, newcomers) : List.of();
        int taken = 0;
        int known = 0;
        for (Newcomer one : newcomers) {
            switch (intake.take(deed.as("import-person", one.place()), one)) {
                case Outcome.Taken t -> taken++;
                case Outcome.Known k -> known++;
                case Outcome.Refused no -> refused.add(no);
            }
        }
        return new Report(made, taken, known, refused);
    }

    private List<String> prepared(Deed deed, List<Newcomer> newcomers) {
        Set<Fqan> held = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        newcomers.forEach(one -> {
            held.addAll(one.holds());
            names.addAll(one.attributes().keySet());
        });
        return intake.prepare(
                deed,
                List.copyOf(held),
                names.stream()
                        .map(name -> new AttributeClass(name, "imported", false))
                        .toList());
    }

    /** Takes over a VOMS-Admin database; a second time takes what has come since. */
    public Report take(Deed deed, VomsAdminDatabase database) {
        VomsAdminDatabase.Contents contents = database.read();
        List<String> made = new ArrayList<>();
        for (Group group : contents.groups()) {
            if (!group.path().equals("/" + deed.vo()) && !group.path().startsWith("/" + deed.vo() + "/")) {
                throw new IllegalArgumentException("the database is of another VO: it has the group " + group.path());
            }
            intake.foundAbove(deed, group.path(), group.description(), made);
        }
        List<Fqan> roles = contents.roles().stream()
                .map(role -> new Fqan("/" + deed.vo(), role, null))
                .toList();
        made.addAll(intake.prepare(deed, roles, contents.classes()));
        List<Outcome.Refused> refused = new ArrayList<>();
        for (AttributeValue value : contents.values()) {
            VoChange set = attributes.setFor(
                    deed.as("set-attribute", value.holder() + " " + value.name()),
                    Fqan.parse(value.holder()),
                    value.name(),
                    value.value());
            if (set instanceof VoChange.Refused no) {
                refused.add(new Outcome.Refused(value.holder(), no.detail()));
            }
        }
        Report people = take(deed, contents.people(), true);
        made.addAll(people.made());
        refused.addAll(people.refused());
        terms.take(deed, database.tables(), made, refused);
        return new Report(made, people.taken(), people.known(), refused);
    }

    /** Writes everybody, page by page. */
    public void write(String vo, boolean csv, OutputStream out) throws IOException {
        Map<String, String> names =
                institutions.all(vo).stream().collect(Collectors.toMap(Institution::id, Institution::name));
        write(csv ? CsvRoll.header() : "{\"people\":[", out);
        boolean first = true;
        List<Register.Entry> page;
        int offset = 0;
        do {
            page = register.search(vo, PeopleFilter.ALL, offset, PAGE).entries();
            Map<String, Map<String, String>> values = attributes.ofAll(
                    vo, page.stream().map(one -> one.person().id()).toList());
            for (Register.Entry entry : page) {
                String institution = entry.person().institution();
                RollPerson one = RollPerson.of(
                        entry,
                        institution == null ? null : names.get(institution),
                        values.getOrDefault(entry.person().id(), Map.of()));
                write(csv ? CsvRoll.lines(one) : (first ? "\n" : ",\n") + JSON.writeValueAsString(one), out);
                first = false;
            }
            offset += PAGE;
        } while (page.size() == PAGE);
        write(csv ? "" : "\n]}\n", out);
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
