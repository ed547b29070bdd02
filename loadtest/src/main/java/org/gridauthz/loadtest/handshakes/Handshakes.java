package org.gridauthz.loadtest.handshakes;

import java.util.List;
import java.util.Locale;
import org.gridauthz.loadtest.load.HttpCall.Way;
import org.gridauthz.loadtest.load.Paired;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param against what other server; empty for none
 * @param ours connections for a second of the server's processor time
 * @param compared null where nothing is there to compare with
 */
record Handshakes(
        String provider,
        String hostKey,
        String callers,
        Way way,
        String against,
        double ours,
        @Nullable Paired compared) {
    static final List<String> HEADINGS =
            List.of("provider", "host key", "callers", "handshake", "SAZ", "against", "", "ratio (least to most)");

    List<String> row() {
        return List.of(
                provider,
                hostKey,
                callers,
                way == Way.NEW ? "full" : "resumed",
                String.format(Locale.ROOT, "%.0f", ours),
                against,
                compared == null ? "" : String.format(Locale.ROOT, "%.0f", compared.theirs()),
                compared == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.2f (%.2f to %.2f)",
                                compared.ratio(),
                                compared.least(),
                                compared.most()));
    }
}
