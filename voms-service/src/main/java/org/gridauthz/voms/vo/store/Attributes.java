package org.gridauthz.voms.vo.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.AttributeValue;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.Keys;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;

/** Generic attributes: their classes, and the values that people, groups and roles have. */
public final class Attributes {
    private static final int MOST_VALUES_DELETED = 400;

    private final VoLedger ledger;
    private final People people;
    private final Groups groups;

    public Attributes(VoLedger ledger, People people, Groups groups) {
        this.ledger = ledger;
        this.people = people;
        this.groups = groups;
    }

    /** Makes an attribute known. */
    public VoChange create(Deed deed, AttributeClass one) {
        return ledger.write(deed, one.name(), Concern.NOBODY, seq -> {
            groups.require(deed.vo(), Rows.fqan("/" + deed.vo(), ""));
            if (find(deed.vo(), one.name()).isPresent()) {
                throw new NotTaken(Why.EXISTS, "there is an attribute " + one.name());
            }
            ledger.jdbc()
                    .sql("INSERT INTO attribute_class (vo, name, description, one_each, seq) VALUES (?, ?, ?, ?, ?)")
                    .params(deed.vo(), Names.attribute(one.name()), one.description(), one.unique(), seq)
                    .update();
        });
    }

    /** Forgets an attribute that few have. */
    public VoChange delete(Deed deed, String name) {
        return ledger.write(deed, name, seq -> {
            require(deed.vo(), name);
            long values = ledger.jdbc()
                    .sql("SELECT COUNT(*) FROM attribute_value WHERE vo = ? AND name = ?")
                    .params(deed.vo(), name)
                    .query(Long.class)
                    .single();
            if (values > MOST_VALUES_DELETED) {
                throw new NotTaken(
                        Why.CONFLICT,
                        values + " have a value of " + name + "; at most " + MOST_VALUES_DELETED + " go with it");
            }
            ledger.jdbc()
                    .sql("DELETE FROM attribute_value WHERE vo = ? AND name = ?")
                    .params(deed.vo(), name)
                    .update();
            ledger.jdbc()
                    .sql("DELETE FROM attribute_class WHERE vo = ? AND name = ?")
                    .params(deed.vo(), name)
                    .update();
        });
    }

    /** Gives a person a value, in place of an earlier one. */
    public VoChange setForPerson(Deed deed, String person, String name, String value) {
        return ledger.write(deed, person, person, seq -> {
            people.require(deed.vo(), person);
            insert(deed.vo(), new AttributeValue(person, name, value), seq);
        });
    }

    /** The rows of {@link #setForPerson}, inside another write. */
    void insert(String vo, AttributeValue value, long seq) {
        if (require(vo, value.name()).unique()) {
            unique(vo, value.holder(), value.name(), value.value());
        }
        set(vo, value, seq);
    }

    /** The values that several people have, by person. */
    public Map<String, Map<String, String>> ofAll(String vo, List<String> holders) {
        Map<String, Map<String, String>> values = new HashMap<>();
        if (!holders.isEmpty()) {
            ledger.jdbc()
                    .sql("SELECT holder, name, attr_value FROM attribute_value WHERE vo = :vo AND holder IN (:holders)")
                    .param("vo", vo)
                    .param("holders", holders)
                    .query(row -> {
                        values.computeIfAbsent(row.getString(1), holder -> new TreeMap<>())
                                .put(row.getString(2), row.getString(3));
                    });
        }
        return values;
    }

    /** Gives a group, or a role in it, a value. */
    public VoChange setFor(Deed deed, Fqan fqan, String name, String value) {
        return ledger.write(deed, fqan.toString(), Concern.TERMS, seq -> {
            groups.require(deed.vo(), fqan);
            require(deed.vo(), name);
            set(deed.vo(), new AttributeValue(fqan.toString(), name, value), seq);
        });
    }

    /** @param holder a person's id, a group or role as FQAN */
    public VoChange clear(Deed deed, String holder, String name) {
        return ledger.write(deed, holder, holder.startsWith("/") ? null : holder, seq -> {
            if (remove(deed.vo(), holder, name) == 0) {
                throw new NotTaken(Why.UNKNOWN, holder + " has no " + name);
            }
        });
    }

    /** Every attribute by name. */
    public List<AttributeClass> classes(String vo) {
        return ledger.jdbc()
                .sql("SELECT name, description, one_each FROM attribute_class WHERE vo = ? ORDER BY name")
                .param(vo)
                .query((row, number) -> new AttributeClass(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list();
    }

    /** @param holder a person's id, a group or role as FQAN */
    public List<AttributeValue> of(String vo, String holder) {
        return ledger.jdbc()
                .sql("SELECT holder, name, attr_value FROM attribute_value WHERE vo = ? AND holder = ? ORDER BY name")
                .params(vo, holder)
                .query((row, number) -> new AttributeValue(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private void set(String vo, AttributeValue value, long seq) {
        remove(vo, value.holder(), value.name());
        ledger.jdbc()
                .sql("INSERT INTO attribute_value (vo, holder, name, attr_value, value_key, seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")
                .params(vo, value.holder(), value.name(), value.value(), Keys.of(value.value()), seq)
                .update();
    }

    private int remove(String vo, String holder, String name) {
        return ledger.jdbc()
                .sql("DELETE FROM attribute_value WHERE vo = ? AND holder = ? AND name = ?")
                .params(vo, holder, name)
                .update();
    }

    private void unique(String vo, String person, String name, String value) {
        Optional<String> other = ledger.jdbc()
                .sql("SELECT holder FROM attribute_value WHERE vo = ? AND name = ? AND value_key = ?"
                        + " AND holder <> ? AND holder NOT LIKE '/%'")
                .params(vo, name, Keys.of(value), person)
                .query(String.class)
                .optional();
        if (other.isPresent()) {
            throw new NotTaken(Why.EXISTS, "somebody else has this value of " + name);
        }
    }

    private Optional<AttributeClass> find(String vo, String name) {
        return classes(vo).stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private AttributeClass require(String vo, String name) {
        return find(vo, name).orElseThrow(() -> new NotTaken(Why.UNKNOWN, "there is no attribute " + name));
    }
}
