package org.gridauthz.voms.vo.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.AttributeValue;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.Institution;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Newcomer;
import org.gridauthz.voms.vo.Newcomer.Outcome;
import org.gridauthz.voms.vo.Role;
import org.gridauthz.voms.vo.VoChange;
import org.jspecify.annotations.Nullable;

/**
 * Takes in lists of people: each person is one write, so a list that stops half way is simply sent again, and whoever is known is
 * left alone.
 */
public final class Intake {
    /** A person is one transaction. */
    private static final int MOST_HELD = 300;

    private final VoLedger ledger;
    private final People people;
    private final Identities identities;
    private final Groups groups;
    private final Belonging belonging;
    private final Attributes attributes;
    private final Institutions institutions;

    public Intake(
            VoLedger ledger,
            People people,
            Identities identities,
            Groups groups,
            Belonging belonging,
            Attributes attributes,
            Institutions institutions) {
        this.ledger = ledger;
        this.people = people;
        this.identities = identities;
        this.groups = groups;
        this.belonging = belonging;
        this.attributes = attributes;
        this.institutions = institutions;
    }

    /** Takes in one person. */
    public Outcome take(Deed deed, Newcomer newcomer) {
        for (Newcomer.Shown shown : newcomer.shown()) {
            Optional<String> holder = identities.holder(deed.vo(), shown.name());
            if (holder.isPresent()) {
                return new Outcome.Known(newcomer.place(), holder.get());
            }
        }
        if (newcomer.shown().isEmpty()) {
            return new Outcome.Refused(newcomer.place(), "she has no certificate");
        }
        if (newcomer.holds().size() > MOST_HELD) {
            return new Outcome.Refused(newcomer.place(), "she holds more than " + MOST_HELD + " groups and roles");
        }
        String id = org.gridauthz.voms.vo.Keys.id();
        VoChange change = ledger.write(deed, id, id, seq -> rows(deed.vo(), id, newcomer, seq));
        return switch (change) {
            case VoChange.Done done -> new Outcome.Taken(newcomer.place(), done.id());
            case VoChange.Refused refused -> new Outcome.Refused(newcomer.place(), refused.detail());
        };
    }

    private void rows(String vo, String id, Newcomer newcomer, long seq) {
        String institution = institution(vo, newcomer.institution(), seq);
        people.insert(vo, id, new People.NewPerson(newcomer.data(), institution, newcomer.ends(), List.of()), seq);
        if (newcomer.suspension() != null) {
            people.suspend(id, newcomer.suspension(), seq);
        }
        for (Newcomer.Shown shown : newcomer.shown()) {
            String identity = org.gridauthz.voms.vo.Keys.id();
            identities.insert(vo, id, identity, shown.name(), seq);
            if (shown.suspension() != null) {
                identities.suspend(identity, shown.suspension(), seq);
            }
        }
        for (Fqan fqan : newcomer.holds()) {
            belonging.put(vo, id, fqan, null, seq);
        }
        for (Map.Entry<String, String> attribute : newcomer.attributes().entrySet()) {
            attributes.insert(vo, new AttributeValue(id, attribute.getKey(), attribute.getValue()), seq);
        }
    }

    /** Makes known what people of the list will hold: groups with those above them, roles, attributes. Whatever is there stays. */
    public List<String> prepare(Deed deed, List<Fqan> held, List<AttributeClass> classes) {
        List<String> made = new ArrayList<>();
        String vo = deed.vo();
        for (Fqan fqan : held) {
            foundAbove(deed, fqan.group(), "imported", made);
            if (fqan.role() != null && groups.role(vo, fqan.role()).isEmpty()) {
                made(groups.createRole(deed.as("create-role", fqan.role()), new Role(fqan.role(), "imported")), made);
            }
        }
        for (AttributeClass one : classes) {
            if (attributes.classes(vo).stream().noneMatch(known -> known.name().equals(one.name()))) {
                made(attributes.create(deed.as("create-attribute", one.name()), one), made);
            }
        }
        return made;
    }

    /** Founds a group unless it is there, and those above it. */
    public void foundAbove(Deed deed, String path, String description, List<String> made) {
        String vo = deed.vo();
        if (path.equals("/" + vo) || groups.group(vo, path).isPresent()) {
            return;
        }
        foundAbove(deed, Names.parent(path), "imported", made);
        made(groups.found(deed.as("found-group", path), new Group(path, description, false)), made);
    }

    private static void made(VoChange change, List<String> made) {
        if (change instanceof VoChange.Done done) {
            made.add(done.id());
        }
    }

    private @Nullable String institution(String vo, @Nullable String name, long seq) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return institutions.all(vo).stream()
                .filter(one -> one.name().equals(name))
                .map(Institution::id)
                .findFirst()
                .orElseGet(() -> institutions.insert(vo, org.gridauthz.voms.vo.Keys.id(), name, seq));
    }
}
