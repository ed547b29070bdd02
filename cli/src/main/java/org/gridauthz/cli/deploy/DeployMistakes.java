package org.gridauthz.cli.deploy;

import java.util.List;

/** A topology that cannot be, with every mistake. */
final class DeployMistakes extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DeployMistakes(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
    }
}
