package org.gridauthz.web.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.tls.Caller;
import org.gridauthz.trust.IdTokens;
import org.gridauthz.trust.IdTokens.Verdict;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.SignedIn;
import org.gridauthz.web.login.Logins.Begun;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before the console's pages: who shows no certificate is sent to the OpenID provider and comes back as somebody. A certificate that is shown counts
 * alone. Coming back is believed only from the browser that began (cookie), with the state that it was sent away with, once, and with an ID token
 * that is signed by the provider, meant for us, and repeats the nonce; the code is worth nothing to others, who do not have its verifier (PKCE).
 */
public final class LoginDoor extends OncePerRequestFilter {
    /** Where the provider sends people back to. */
    public static final String BACK = "/console/login/back";

    private static final String OUT = "/console/logout";
    private static final String BEGUN = "__Host-gridauthz-login";
    private static final String SESSION = "__Host-gridauthz-session";
    private static final int MOST = 4096;

    private final Admins admins;
    private final Provider provider;
    private final IdTokens tokens;
    private final Logins logins;
    private final @Nullable URI address;

    /** @param address where browsers reach us; null: wherever one did */
    LoginDoor(Admins admins, Provider provider, IdTokens tokens, Duration session, @Nullable URI address) {
        this.admins = admins;
        this.provider = provider;
        this.tokens = tokens;
        this.logins = new Logins(session);
        this.address = address;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Caller.of(request) != null || !admins.takesChanges(request)) {
            chain.doFilter(request, response);
            return;
        }
        String session = cookie(request, SESSION);
        SlashDn who = session == null ? null : logins.who(session);
        try {
            if (request.getRequestURI().equals(BACK)) {
                back(request, response);
            } else if (who != null && session != null) {
                SignedIn.attach(request, who);
                chain.doFilter(request, response);
                if (request.getRequestURI().equals(OUT)
                        && request.getMethod().equals("POST")
                        && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
                    logins.close(session);
                }
            } else if (request.getMethod().equals("GET")) {
                away(request, response);
            } else {
                throw new Refusal(ErrorCode.CALLER_UNKNOWN, "nobody is logged in: load the page again");
            }
        } catch (Refusal refusal) {
            Bodies.write(refusal.problem(), response);
        }
    }

    private void away(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        String to = request.getRequestURI() + (query == null ? "" : "?" + query);
        String redirect = address == null
                ? "https://" + request.getHeader("Host") + BACK
                : address.resolve(BACK).toString();
        Begun begun = logins.begin(redirect, to.length() > MOST ? "/console/" : to);
        try {
            String place = provider.signIn(begun.redirect(), begun.state(), begun.nonce(), begun.challenge())
                    .toString();
            cookie(response, BEGUN, begun.browser(), Logins.PATIENCE);
            go(response, place);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void back(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String state = request.getParameter("state");
        String browser = cookie(request, BEGUN);
        Begun begun = state == null || browser == null ? null : logins.end(state, browser);
        cookie(response, BEGUN, "", Duration.ZERO);
        if (begun == null) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "this browser has not begun this login: open the console anew");
        }
        String code = request.getParameter("code");
        if (code == null || code.length() > MOST) {
            throw new Refusal(ErrorCode.CALLER_REFUSED, "the provider did not let you in");
        }
        try {
            String token = provider.idToken(code, begun.verifier(), begun.redirect());
            Verdict verdict = token == null
                    ? new Verdict.Refused("the provider does not take its code back")
                    : tokens.verify(token, begun.nonce());
            switch (verdict) {
                case Verdict.Believed one -> {
                    cookie(response, SESSION, logins.open(name(one)), null);
                    go(response, begun.to());
                }
                case Verdict.Refused refused ->
                    throw new Refusal(ErrorCode.CALLER_REFUSED, "this login is not believed: " + refused.why());
                case Verdict.Unknown unknown -> throw new Refusal(ErrorCode.NOT_READY, unknown.cause());
            }
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static SlashDn name(Verdict.Believed one) {
        try {
            return new TokenName(one.issuer(), one.subject()).dn();
        } catch (IllegalArgumentException e) {
            throw new Refusal(ErrorCode.CALLER_REFUSED, "the provider's name for you cannot be kept");
        }
    }

    private static Refusal unreachable(IOException why) {
        return new Refusal(
                ErrorCode.NOT_READY,
                "the provider cannot be asked: " + Objects.requireNonNullElse(why.getMessage(), "no answer"));
    }

    private static Refusal interrupted() {
        Thread.currentThread().interrupt();
        return new Refusal(ErrorCode.NOT_READY, "this instance stops");
    }

    private static void go(HttpServletResponse response, String place) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", place);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    /** @param age null: as long as the browser runs */
    private static void cookie(HttpServletResponse response, String name, String value, @Nullable Duration age) {
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax"
                        + (age == null ? "" : "; Max-Age=" + age.toSeconds()));
    }

    private static @Nullable String cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                return cookie.getValue();
            }
        }
        return null;
    }
}
