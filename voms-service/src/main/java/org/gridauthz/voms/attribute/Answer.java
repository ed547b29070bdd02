package org.gridauthz.voms.attribute;

import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.trust.IssuedAttributes;

/** What an attribute authority answers. */
public sealed interface Answer {
    /**
     * An attribute certificate.
     *
     * @param fqans in its order
     */
    record Issued(IssuedAttributes ac, List<Fqan> fqans, List<Warning> warnings) implements Answer {
        public Issued {
            fqans = List.copyOf(fqans);
            warnings = List.copyOf(warnings);
        }

        /** When it ends. */
        public Instant until() {
            return ac.notAfter();
        }
    }

    /** The attributes without a certificate, for those who asked for a list only. */
    record Listed(List<Fqan> fqans, List<Warning> warnings) implements Answer {
        public Listed {
            fqans = List.copyOf(fqans);
            warnings = List.copyOf(warnings);
        }
    }

    /** Nothing, and why. */
    record Refused(Refusal why) implements Answer {}
}
