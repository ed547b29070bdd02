package org.gridauthz.loadtest.site;

/** Processes that end with this one, however it ends. */
public final class Children {
    private Children() {}

    /** Ends it when this process ends; the process is returned. */
    public static Process watched(Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end of " + process.pid()));
        return process;
    }
}
