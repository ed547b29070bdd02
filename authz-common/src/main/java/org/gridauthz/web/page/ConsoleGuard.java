package org.gridauthz.web.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites out of the console. A browser presents the client certificate to whoever makes it call, so a certificate proves
 * who, and never that she meant it: a change is taken only from a page of ours. That is said three times, each enough by itself: by the
 * browser ({@code Sec-Fetch-Site}, {@code Origin}), by a cookie that other sites' requests do not carry ({@code SameSite=Strict}), and by
 * its value once more in the form, which other sites cannot read. Pages run no script and no style but their own files.
 */
public final class ConsoleGuard extends OncePerRequestFilter {
    /** Where {@link ConsolePages} finds what forms must repeat. */
    static final String TOKEN = ConsoleGuard.class.getName() + ".token";
    /** The name of that field. */
    static final String FIELD = "csrf";

    private static final String COOKIE = "__Host-gridauthz-console";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Admins admins;

    /** @param admins knows the listener that takes changes: the console is on no other */
    public ConsoleGuard(Admins admins) {
        this.admins = admins;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        headers(response);
        try {
            if (!admins.takesChanges(request)) {
                throw new Refusal(ErrorCode.NOT_FOUND, "the console is on the admin listener");
            }
            admins.caller(request);
            String token = cookie(request);
            switch (request.getMethod()) {
                case "GET", "HEAD" -> {
                    if (token == null) {
                        token = fresh(response);
                    }
                }
                case "POST" -> meant(request, token);
                default -> throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "pages are read, and forms posted");
            }
            request.setAttribute(TOKEN, token);
        } catch (Refusal refusal) {
            Bodies.write(refusal.problem(), response);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void headers(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    private static void meant(HttpServletRequest request, @Nullable String token) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean ours =
                site == null ? ("https://" + request.getHeader("Host")).equals(origin) : site.equals("same-origin");
        if (!ours || (origin != null && !origin.equals("https://" + request.getHeader("Host")))) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "this form was not sent by a page of this console");
        }
        String given = request.getParameter(FIELD);
        if (token == null || given == null || !same(token, given)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "this form is not of this browser session: load the page again");
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    private String fresh(HttpServletResponse response) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        response.addHeader("Set-Cookie", COOKIE + "=" + token + "; Path=/; Secure; HttpOnly; SameSite=Strict");
        return token;
    }
}
