package org.gridauthz.cli.site;

/** A service said no, by its stable code. */
public final class ServiceRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean theirFault;

    ServiceRefusal(String code, String detail, boolean theirFault) {
        super(detail.isEmpty() ? code : code + ": " + detail);
        this.code = code;
        this.theirFault = theirFault;
    }

    /** See {@code docs/openapi}. */
    public String code() {
        return code;
    }

    /** Whether the service failed: nothing is said of what was asked for. */
    public boolean theirFault() {
        return theirFault;
    }
}
