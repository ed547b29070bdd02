package org.gridauthz.saz.decision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.ban.BanKind;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;

/** Everything that a subject comes with, the most personal first. */
public final class Attributes {
    private Attributes() {}

    /** All of it, whether verified or not. */
    public static List<SeenSubject> of(Subject subject) {
        List<SeenSubject> all = new ArrayList<>();
        Set<String> vos = new LinkedHashSet<>();
        switch (subject) {
            case Subject.Person person -> {
                all.add(new SeenSubject(BanKind.DN, person.dn().text(), null));
                if (person.issuer() != null) {
                    String ca = person.issuer().text();
                    if (person.serial() != null) {
                        all.add(new SeenSubject(BanKind.CERTIFICATE, ca, person.serial()));
                    }
                    all.add(new SeenSubject(BanKind.CA, ca, null));
                }
            }
            case Subject.Bearer bearer -> {
                all.add(new SeenSubject(BanKind.ISSUER_SUBJECT, bearer.issuer(), bearer.subject()));
                all.add(new SeenSubject(BanKind.ISSUER, bearer.issuer(), null));
                if (bearer.vo() != null) {
                    vos.add(bearer.vo());
                }
            }
        }
        for (Fqan fqan : subject.fqans()) {
            vos.add(fqan.vo());
            all.add(new SeenSubject(BanKind.FQAN, new Fqan(fqan.group(), fqan.role(), null).toString(), null));
        }
        vos.forEach(vo -> all.add(new SeenSubject(BanKind.VO, vo, null)));
        return all;
    }

    /** What of it may be recorded: of attributes only verified ones, or any host could fill the site's records with VOs. */
    public static List<SeenSubject> recordable(Subject subject) {
        List<SeenSubject> all = of(subject);
        if (!subject.verified()) {
            all.removeIf(one -> one.kind() == BanKind.FQAN || one.kind() == BanKind.VO);
        }
        return all;
    }
}
