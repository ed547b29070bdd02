package org.gridauthz.voms.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.vo.AupStanding;
import org.gridauthz.voms.vo.Holding;
import org.gridauthz.voms.vo.StandingRules;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.Vo;
import org.jspecify.annotations.Nullable;

/** How somebody stands, from what is known of her: the same whether it was remembered or read just now. */
public final class Judgement {
    private Judgement() {}

    /**
     * The facts.
     *
     * @param certificate why the certificate itself is suspended, if it is
     * @param person why she is, if she is
     */
    public record Facts(
            Vo vo,
            @Nullable Suspension certificate,
            @Nullable Suspension person,
            @Nullable Instant ends,
            AupStanding.Facts aup) {}

    /** @param held what she holds at this moment; asked for only if she is in good standing */
    public static Standing of(Facts facts, Instant now, Supplier<Holding> held) {
        Suspension certificate = facts.certificate();
        if (certificate != null) {
            return new Standing.Suspended(certificate.reason());
        }
        Vo vo = facts.vo();
        Suspension person = facts.person();
        if (person != null) {
            return person.code() == SuspensionCode.FAILED_TO_SIGN_AUP
                    ? new Standing.AupUnsigned(portal(vo))
                    : new Standing.Suspended(person.reason());
        }
        if (StandingRules.over(facts.ends(), vo.rules(), now)) {
            return new Standing.Suspended("membership ended on " + StandingRules.day(facts.ends()));
        }
        AupStanding aup = AupStanding.of(facts.aup(), vo.rules(), now);
        if (aup instanceof AupStanding.Failed) {
            return new Standing.AupUnsigned(portal(vo));
        }
        Holding holding = held.get();
        return new Standing.Member(
                holding.groups(), holding.own(), StandingRules.notices(facts.ends(), aup, vo.rules(), now));
    }

    /** Whether she is issued attributes, by a certificate that is not suspended itself. */
    public static boolean good(VoTerms terms, KnownMember member, Instant now) {
        Holding nothing = Holding.of(List.of(), List.of());
        return of(facts(terms, member, null), now, () -> nothing) instanceof Standing.Member;
    }

    static Standing of(VoTerms terms, KnownMember member, KnownMember.Shown shown, Instant now) {
        return of(facts(terms, member, shown.suspension()), now, () -> holding(terms, member, now));
    }

    private static Facts facts(VoTerms terms, KnownMember member, @Nullable Suspension certificate) {
        AupStanding.Facts aup = new AupStanding.Facts(
                terms.activated(), later(terms.vo().aupForced(), member.forced()), member.signed(), member.joined());
        return new Facts(terms.vo(), certificate, member.suspension(), member.ends(), aup);
    }

    private static Holding holding(VoTerms terms, KnownMember member, Instant now) {
        List<Holding.Line> lines = new ArrayList<>();
        for (KnownMember.Held held : member.held()) {
            Boolean optional = terms.optional().get(held.path());
            if (optional == null || (held.ends() != null && !held.ends().isAfter(now))) {
                continue;
            }
            String fqan = held.role().isEmpty() ? held.path() : held.path() + "/Role=" + held.role();
            List<Standing.Value> values = terms.values().getOrDefault(fqan, List.of());
            if (values.isEmpty()) {
                lines.add(new Holding.Line(held.path(), held.role(), optional, null));
            }
            values.forEach(value -> lines.add(new Holding.Line(held.path(), held.role(), optional, value)));
        }
        return Holding.of(lines, member.own());
    }

    private static @Nullable String portal(Vo vo) {
        return vo.rules().portal().isEmpty() ? null : vo.rules().portal();
    }

    /** The later of two times of which either may be missing. */
    public static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
