package org.gridauthz.voms.attribute;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.trust.AttributeAuthority;
import org.gridauthz.trust.AttributeOrder;
import org.gridauthz.trust.IssuedAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attribute authority of one VO: looks the applicant up, chooses, signs. Safe for many threads. */
public final class Issuing {
    private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);

    private final Authority authority;
    private final Memberships members;
    private final Supplier<AttributeAuthority> signer;
    private final InstantSource clock;

    /** @param signer the one whose turn it is */
    public Issuing(Authority authority, Memberships members, Supplier<AttributeAuthority> signer, InstantSource clock) {
        this.authority = authority;
        this.members = members;
        this.signer = signer;
        this.clock = clock;
    }

    /** Whose it is. */
    public Authority authority() {
        return authority;
    }

    /** An attribute certificate, or why not. */
    public Answer issue(Applicant applicant, Asked asked) {
        return answer(applicant, asked, false);
    }

    /** What an attribute certificate would hold, or why it would not be issued. */
    public Answer list(Applicant applicant, Asked asked) {
        return answer(applicant, asked, true);
    }

    private Answer answer(Applicant applicant, Asked asked, boolean listOnly) {
        try {
            return switch (standing(applicant)) {
                case Standing.Unknown unknown -> refused(Refusal.notAMember(authority.vo()));
                case Standing.Suspended suspended -> refused(Refusal.suspended(suspended.reason()));
                case Standing.AupUnsigned unsigned -> refused(Refusal.aupUnsigned(authority.vo(), unsigned.where()));
                case Standing.Unavailable away -> {
                    LOG.warn("{}: members cannot be looked up: {}", authority.vo(), away.cause());
                    yield refused(Refusal.database(authority.vo()));
                }
                case Standing.Member member -> choose(applicant, member, asked, listOnly);
            };
        } catch (RuntimeException e) { // ours, and never a verdict about her
            LOG.error("{}: no attributes issued", authority.vo(), e);
            return refused(Refusal.internal(authority.vo()));
        }
    }

    /** A name that renders like another one is nobody's (DESIGN §6). */
    private Standing standing(Applicant applicant) {
        if (applicant.chain().subject().ambiguous()) {
            return new Standing.Unknown();
        }
        return members.of(
                authority.vo(),
                applicant.chain().subject().slash(),
                applicant.chain().issuer().slash());
    }

    private Answer choose(Applicant applicant, Standing.Member member, Asked asked, boolean listOnly) {
        FqanSelection selection = new FqanSelection(authority.vo(), member);
        return switch (selection.choose(asked, applicant.limit(authority.vo()))) {
            case FqanSelection.Not not -> refused(not.refusal());
            case FqanSelection.Chosen chosen -> {
                List<Warning> warnings = new ArrayList<>(chosen.warnings());
                if (asked.unknownParameters()) {
                    warnings.add(Warning.unknownParameters());
                }
                member.notices().forEach(notice -> warnings.add(Warning.notice(notice)));
                yield listOnly
                        ? new Answer.Listed(chosen.fqans(), warnings)
                        : signed(applicant, asked, chosen, warnings);
            }
        };
    }

    private Answer signed(Applicant applicant, Asked asked, FqanSelection.Chosen chosen, List<Warning> warnings) {
        if (DecisionClock.otherOf(clock) != null) {
            LOG.error("{}: nothing is signed while nobody knows which clock is right", authority.vo());
            return refused(Refusal.internal(authority.vo()));
        }
        AttributeAuthority now = signer.get();
        long longest = Math.min(authority.longestLife().toSeconds(), secondsLeft(now));
        if (longest <= 0) {
            LOG.error("{}: the attribute authority's certificate has expired", authority.vo());
            return refused(Refusal.internal(authority.vo()));
        }
        long seconds = asked.seconds() <= 0 ? longest : Math.min(asked.seconds(), longest);
        if (asked.seconds() > longest) {
            warnings.add(Warning.shortened(authority.place(), longest));
        }
        X509Certificate endEntity = applicant.endEntity();
        IssuedAttributes ac = now.issue(new AttributeOrder(
                endEntity.getSubjectX500Principal(),
                endEntity.getSerialNumber(),
                chosen.fqans(),
                chosen.attributes(),
                asked.targets(),
                Duration.ofSeconds(seconds),
                authority.longForm()));
        return new Answer.Issued(ac, chosen.fqans(), warnings);
    }

    private long secondsLeft(AttributeAuthority now) {
        return Duration.between(clock.instant(), now.certificate().getNotAfter().toInstant())
                .toSeconds();
    }

    private static Answer refused(Refusal why) {
        return new Answer.Refused(why);
    }
}
