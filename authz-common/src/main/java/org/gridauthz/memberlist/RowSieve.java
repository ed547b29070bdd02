package org.gridauthz.memberlist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.memberlist.Listing.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries as a source delivers them; drops and counts what does not parse and what repeats an earlier entry up to
 * case (two spellings of one certificate; the first one stays, as gums.md §1.5 has it).
 */
public final class RowSieve {
    private final ListLimits limits;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int duplicates;
    private int badRows;

    /** An empty sieve. */
    public RowSieve(ListLimits limits) {
        this.limits = limits;
    }

    /** Offers a DN, with what belongs to it. */
    public void dn(@Nullable String dn, @Nullable String value) {
        try {
            Row row = new Row(new SlashDn(dn == null ? "" : dn.strip()).text(), value);
            add(row, row.key().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            badRows++;
        }
    }

    /** Offers a token identity, with what belongs to it; case counts. */
    public void token(String issuer, String subject, @Nullable String value) {
        try {
            exact(Row.tokenKey(issuer, subject), value);
        } catch (IllegalArgumentException malformed) {
            badRows++;
        }
    }

    /** Offers a row as it is: only one with the same key, case and all, repeats it. */
    public void exact(String key, @Nullable String value) {
        try {
            add(new Row(key, value), key);
        } catch (IllegalArgumentException malformed) {
            badRows++;
        }
    }

    /** Whether the limit of rows is passed: no more need be offered. */
    public boolean overfull() {
        return rows.size() > limits.maxRows();
    }

    private void add(Row row, String sameAs) {
        if (!seen.add(sameAs)) {
            duplicates++;
        } else {
            rows.add(row);
        }
    }

    /** The list, or why it is not believed. */
    public Listing listing() {
        if (overfull()) {
            return new Listing.NotListed(Fault.TOO_LARGE, "more than " + limits.maxRows() + " entries");
        }
        int all = rows.size() + duplicates + badRows;
        if (badRows > all * limits.badShare()) {
            return new Listing.NotListed(Fault.TOO_MANY_BAD_ROWS, badRows + " of " + all + " entries do not parse");
        }
        return new Listing.Listed(rows, duplicates, badRows);
    }
}
