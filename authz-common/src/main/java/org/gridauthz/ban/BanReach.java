package org.gridauthz.ban;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/** Every target whose ban would hit a subject: the way back from a subject to rows in the database. */
public final class BanReach {
    private BanReach() {}

    /** The targets; what cannot be banned at all is left out. */
    public static List<BanTarget> of(Subject subject) {
        Set<BanTarget> all = new LinkedHashSet<>();
        switch (subject) {
            case Subject.Person person -> {
                String issuer = person.issuer() == null ? null : person.issuer().text();
                add(all, BanKind.DN, person.dn().text(), null);
                if (issuer != null) {
                    add(all, BanKind.DN, person.dn().text(), issuer);
                    add(all, BanKind.CA, issuer, null);
                    if (person.serial() != null) {
                        add(all, BanKind.CERTIFICATE, issuer, person.serial());
                    }
                }
            }
            case Subject.Bearer bearer -> {
                add(all, BanKind.ISSUER_SUBJECT, bearer.issuer(), bearer.subject());
                add(all, BanKind.ISSUER, bearer.issuer(), null);
                if (bearer.vo() != null) {
                    add(all, BanKind.VO, bearer.vo(), null);
                }
            }
        }
        for (Fqan fqan : subject.fqans()) {
            String role = fqan.role() == null ? null : "/Role=" + fqan.role();
            String group = fqan.group();
            add(all, BanKind.VO, fqan.vo(), null);
            add(all, BanKind.FQAN, group, null);
            if (role != null) {
                add(all, BanKind.FQAN, group + role, null);
            }
            for (int end = group.length(); end > 0; end = group.lastIndexOf('/', end - 1)) {
                add(all, BanKind.FQAN, group.substring(0, end) + "/*", null);
                if (role != null) {
                    add(all, BanKind.FQAN, group.substring(0, end) + "/*" + role, null);
                }
            }
        }
        return List.copyOf(all);
    }

    private static void add(Set<BanTarget> all, BanKind kind, String value, @Nullable String qualifier) {
        try {
            all.add(new BanTarget(kind, value, qualifier));
        } catch (MalformedBanException e) {
            return; // no ban on it can exist
        }
    }
}
