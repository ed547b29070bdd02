package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import org.gridauthz.loadtest.load.Measured;

/** A load that goes on until it is stopped. */
interface Storm {
    /** Ends it, gives up every connection and tells what it was. */
    Measured stop() throws InterruptedException, IOException;
}
