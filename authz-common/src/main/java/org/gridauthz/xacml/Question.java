package org.gridauthz.xacml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.CommaDn;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.xacml.NotRead.Code;
import org.gridauthz.xacml.Query.Section;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks, whichever profile it follows.
 *
 * @param id to be echoed
 * @param subjects at least one; the first is the one to be mapped, all have to be permitted
 * @param host what the body says the resource is: a DN, else a host name, else null for the caller itself
 * @param announced obligations that the client says it can carry out
 */
public record Question(
        @Nullable String id, List<Asked> subjects, @Nullable String host, Set<String> announced) {
    /** Most subjects of one query. */
    static final int MAX_SUBJECTS = 16;

    public Question {
        subjects = List.copyOf(subjects);
        announced = Set.copyOf(announced);
    }

    /** What came of a query. */
    public sealed interface Understanding permits Understood, NotRead {}

    /** A question. */
    public record Understood(Question question) implements Understanding {}

    /** A subject. */
    public sealed interface Asked {}

    /** A certificate chain in PEM: it says everything, and can be verified. */
    public record Chain(String pem) implements Asked {}

    /**
     * Names, for which the caller has to vouch.
     *
     * @param fqans the primary one first
     * @param vo the VO that is named; of one without FQANs nothing else is known
     * @param disclaimed whether the sender says that the FQANs were not verified
     */
    public record Named(
            SlashDn dn,
            @Nullable SlashDn issuer,
            List<Fqan> fqans,
            @Nullable String vo,
            boolean disclaimed) implements Asked {
        public Named {
            fqans = List.copyOf(fqans);
        }
    }

    /** Makes sense of a query. */
    public static Understanding of(Query query) {
        try {
            List<Asked> subjects = subjects(accessSubject(query.subjects()));
            if (subjects.isEmpty()) {
                return new NotRead(Code.SUBJECT_MISSING, "no subject-x509-id, subject-id or key-info");
            }
            if (subjects.size() > MAX_SUBJECTS) {
                return new NotRead(Code.SUBJECTS_TOO_MANY, "at most " + MAX_SUBJECTS);
            }
            String host = Query.first(query.resource(), Vocabulary.RESOURCE_X509_ID, Vocabulary.DNS_HOST_NAME);
            Set<String> announced =
                    new LinkedHashSet<>(Query.values(query.environment(), Vocabulary.OBLIGATION_SUPPORTED));
            return new Understood(new Question(query.id(), subjects, host, announced));
        } catch (MalformedIdentityException e) {
            return new NotRead(Code.valueOf(e.code().name()), String.valueOf(e.getMessage()));
        }
    }

    /** Sections of one category are one subject; where none is the access subject, whatever there is. */
    private static List<Attribute> accessSubject(List<Section> sections) {
        boolean said = sections.stream().anyMatch(one -> one.category().equals(Vocabulary.ACCESS_SUBJECT));
        List<Attribute> all = new ArrayList<>();
        for (Section section : sections) {
            if (!said || section.category().equals(Vocabulary.ACCESS_SUBJECT)) {
                all.addAll(section.attributes());
            }
        }
        return all;
    }

    private static List<Asked> subjects(List<Attribute> attributes) {
        List<Asked> subjects = new ArrayList<>(1);
        for (String pem : Query.values(attributes, Vocabulary.KEY_INFO)) {
            if (pem.contains("-----BEGIN CERTIFICATE-----")) {
                subjects.add(new Chain(pem));
            }
        }
        if (!subjects.isEmpty()) {
            return subjects;
        }
        List<String> names = new ArrayList<>(Query.values(attributes, Vocabulary.SUBJECT_X509_ID));
        names.addAll(Query.values(attributes, Vocabulary.SUBJECT_ID));
        Set<SlashDn> dns = new LinkedHashSet<>();
        names.forEach(name -> dns.add(CommaDn.slash(name)));
        String issuer = Query.first(
                attributes,
                Vocabulary.SUBJECT_X509_ISSUER,
                Vocabulary.DCI_SUBJECT_ISSUER,
                Vocabulary.GLITE_SUBJECT_ISSUER);
        SlashDn ca = issuer == null ? null : CommaDn.slash(issuer);
        List<Fqan> fqans = GroupAttributes.of(attributes);
        String vo = Query.first(attributes, Vocabulary.VO, Vocabulary.DCI_VO, Vocabulary.GLITE_VO);
        boolean disclaimed = GroupAttributes.disclaimed(attributes);
        dns.forEach(dn -> subjects.add(new Named(dn, ca, fqans, vo, disclaimed)));
        return subjects;
    }
}
