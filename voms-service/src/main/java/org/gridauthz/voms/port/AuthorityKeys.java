package org.gridauthz.voms.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.gridauthz.tls.HostCredential;
import org.gridauthz.tls.HostCredentialException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the attribute authorities sign with: the current key, and the next one, prepared beside it so that sites can have its LSC
 * file first. The next key's turn comes when its files take the place of the current ones, or when the current certificate has
 * expired. New files that cannot be used leave the old key in service and raise an alarm.
 */
public final class AuthorityKeys {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityKeys.class);

    private final KeyFiles files;
    private final @Nullable KeyFiles nextFiles;
    private final @Nullable Instant nextFrom;
    private final InstantSource clock;
    private volatile HostCredential current;
    private volatile @Nullable HostCredential next;
    private volatile @Nullable String alarm;

    /**
     * Reads the files.
     *
     * @param nextFiles may not exist yet
     * @param nextFrom when the next key takes its turn at the latest; null: when the current one has expired
     * @throws HostCredentialException if the current ones cannot be used: then there is nothing to sign with
     */
    public AuthorityKeys(KeyFiles files, @Nullable KeyFiles nextFiles, @Nullable Instant nextFrom, InstantSource clock)
            throws HostCredentialException {
        this.files = files;
        this.nextFiles = nextFiles;
        this.nextFrom = nextFrom;
        this.clock = clock;
        this.current = files.read();
        look();
    }

    /** What is signed with now. */
    public HostCredential inTurn() {
        HostCredential prepared = next;
        return prepared != null && (over(current) || itsDay()) && !over(prepared) ? prepared : current;
    }

    private boolean itsDay() {
        Instant from = nextFrom;
        return from != null && !clock.instant().isBefore(from);
    }

    /** What is prepared, if it is another one. */
    public @Nullable HostCredential next() {
        HostCredential prepared = next;
        return prepared == null || same(prepared, inTurn()) ? null : prepared;
    }

    /** What is wrong with the files, null while all is well. */
    public @Nullable String alarm() {
        return alarm;
    }

    /** Until there is nothing to sign with any more: the certificate in turn has expired, and the prepared one with it. */
    public long secondsLeft() {
        Instant end = inTurn().notAfter();
        HostCredential prepared = next;
        if (prepared != null && prepared.notAfter().isAfter(end)) {
            end = prepared.notAfter();
        }
        return Duration.between(clock.instant(), end).toSeconds();
    }

    /** Looks at the files again. */
    public void look() {
        try {
            HostCredential read = files.read();
            if (!same(read, current)) {
                if (over(read)) {
                    throw new HostCredentialException(files.certificate() + " is not valid now", null);
                }
                current = read;
                LOG.info("attributes are signed with a new key, valid until {}", read.notAfter());
            }
            HostCredential prepared = nextFiles != null && nextFiles.there() ? nextFiles.read() : null;
            HostCredential before = next;
            if (prepared == null || before == null || !same(prepared, before)) {
                next = prepared;
            }
            alarm = null;
        } catch (HostCredentialException e) {
            if (!Objects.equals(alarm, e.getMessage())) {
                alarm = e.getMessage();
                LOG.error("attribute authority's key: {}; what is in service stays", alarm);
            }
        }
    }

    private boolean over(HostCredential credential) {
        Instant now = clock.instant();
        return !now.isBefore(credential.notAfter())
                || now.isBefore(credential.chain().getFirst().getNotBefore().toInstant());
    }

    private static boolean same(HostCredential one, HostCredential other) {
        return one.chain().equals(other.chain())
                && Arrays.equals(one.key().getEncoded(), other.key().getEncoded());
    }
}
