package org.gridauthz.saz.feed;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's ban list. Its bans have the origin {@code feed:NAME}; an officer's own are never touched by it.
 *
 * @param url of an Argus PAP its service {@code XACMLPolicyManagement}; of a VO server up to and with the VO
 * @param vo of a VO server: the VO in which the banned are members
 * @param every between two reads
 * @param ageLimit after which an unread list raises an alarm; its bans stay in force
 * @param deadline of one read, from the first packet to the last byte
 * @param maxBytes of one answer
 * @param maxBans of one list; a longer one is not taken at all
 * @param shrink share by which a list may get shorter at once, 0 to 1; beyond it, and when it comes out empty, an officer
 *     has to accept it
 * @param wide whether bans on whole VOs, CAs and issuers are taken from it
 */
public record Feed(
        String name,
        Form form,
        URI url,
        @Nullable String vo,
        Duration every,
        Duration ageLimit,
        Duration deadline,
        long maxBytes,
        int maxBans,
        double shrink,
        boolean wide) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    /** What speaks there. */
    public enum Form {
        /** An Argus policy administration point (gums.md §1.5). */
        ARGUS,
        /** A VO server: whoever is a member of a VO made for it is banned. */
        VOMS,
        /** One name a line. */
        LINES,
        /** ban-mapfile and ban-voms-mapfile of LCMAPS: names and patterns of FQANs. */
        LCMAPS,
        /** A ban file of HTCondor-CE, as ours is. */
        HTCONDOR,
        /** {@code ban.conf} of dCache. */
        DCACHE,
        /** The JSON ban list of another GridAuthz. */
        GRIDAUTHZ
    }

    /** Checks what a setting says. */
    public Feed {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a feed's name has lower-case letters, digits, dots and dashes: " + name);
        }
        if (form == Form.VOMS && vo == null) {
            throw new IllegalArgumentException("feed " + name + ": a VO server needs the VO");
        }
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("feed " + name + ": ban lists come over https only");
        }
        if (every.compareTo(Duration.ofSeconds(10)) < 0 || shrink < 0 || shrink > 1 || maxBans < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("feed " + name + ": every, shrink, maxBans or maxBytes is out of range");
        }
        if (deadline.compareTo(Duration.ofSeconds(1)) < 0 || deadline.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("feed " + name + ": a deadline is one second to ten minutes");
        }
    }

    /** The origin of its bans. */
    public String origin() {
        return "feed:" + name;
    }
}
