package org.gridauthz.web;

import jakarta.servlet.ServletRequest;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** Who asked for a page without a certificate and has signed in; the door of the console says so, and of its pages only. */
public final class SignedIn {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    private SignedIn() {}

    /** Her name, as rights have it; null for who has not signed in. */
    public static @Nullable SlashDn of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SlashDn who ? who : null;
    }

    /** For the door, and for tests of what stands behind it. */
    public static void attach(ServletRequest request, SlashDn who) {
        request.setAttribute(ATTRIBUTE, who);
    }
}
