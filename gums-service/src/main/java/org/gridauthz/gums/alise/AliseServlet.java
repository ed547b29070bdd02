package org.gridauthz.gums.alise;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.PresentedSubject;
import org.gridauthz.web.subjects.SubjectsCall;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /api/v1/target/{target}/mapping/issuer/{sha1}/user/{sub}?apikey=KEY} (callouts.md §4). The key is the caller; it
 * needs the right to vouch for the issuer's VO.
 */
public final class AliseServlet extends HttpServlet {
    /** Where it is served. */
    public static final String PATH = "/api/v1/target/*";

    private static final Logger LOG = LoggerFactory.getLogger(AliseServlet.class);
    private static final long serialVersionUID = 1L;
    private static final int MAX_SUBJECT = 1024;
    /** What decoding makes of bytes that are none. */
    private static final char NOT_UTF_8 = '\ufffd';

    private static final JsonMapper JSON = new JsonMapper();

    private final transient MappingCalls calls;
    private final transient KnowledgeCheck knowledge;
    private final transient AliseKeys keys;
    private final transient Map<String, String> issuers = new HashMap<>();

    /** @param issuers the configured token issuers */
    public AliseServlet(MappingCalls calls, KnowledgeCheck knowledge, AliseKeys keys, Set<String> issuers) {
        this.calls = calls;
        this.knowledge = knowledge;
        this.keys = keys;
        issuers.forEach(issuer -> this.issuers.put(AliseKeys.issuerName(issuer), issuer));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            SlashDn caller = keys.caller(request.getParameter("apikey"));
            if (caller == null) {
                throw new Refusal(ErrorCode.CALLER_UNKNOWN, "no such API key");
            }
            Account account = account(caller, request, response);
            if (account == null) {
                throw new Refusal(ErrorCode.NOT_FOUND, "there is no account for this user");
            }
            Map<String, String> internal = new LinkedHashMap<>();
            internal.put("username", account.name());
            internal.put("display_name", account.name());
            write(200, Map.of("internal", internal), response);
        } catch (Refusal refusal) {
            write(refusal.code().status(), Map.of("message", String.valueOf(refusal.getMessage())), response);
        } catch (RuntimeException e) {
            LOG.error("a call of ALISE broke", e);
            write(500, Map.of("message", "internal error"), response);
        }
    }

    private @Nullable Account account(SlashDn caller, HttpServletRequest request, HttpServletResponse response) {
        String[] path = path(request.getContextPath(), request.getRequestURI());
        String issuer = issuers.get(path[3]);
        String subject = path[5];
        if (issuer == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "the issuer is not configured here");
        }
        if (subject.isEmpty()
                || subject.length() > MAX_SUBJECT
                || subject.indexOf(NOT_UTF_8) >= 0
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(ErrorCode.TOKEN_SUBJECT_MALFORMED, "not the subject of a token");
        }
        SubjectsCall call =
                new SubjectsCall(null, List.of(new PresentedSubject.Claims(issuer, subject, List.of(), List.of())));
        MappingCalls.Answer answer = calls.answer(caller, call, knowledge.of(request, response), false)
                .getFirst();
        if (answer.indeterminate()) {
            throw new Refusal(ErrorCode.NOT_READY, answer.reason());
        }
        return answer.account();
    }

    /**
     * Of the path as it was sent, and only then decoded: a subject may hold anything, a slash as {@code %2F} or as it is, a
     * semicolon, which the container takes for the beginning of a parameter.
     */
    private static String[] path(String context, String uri) {
        String before = context + PATH.substring(0, PATH.length() - 1);
        String[] path = uri.startsWith(before) ? uri.substring(before.length()).split("/", 6) : new String[0];
        if (path.length != 6 || !path[1].equals("mapping") || !path[2].equals("issuer") || !path[4].equals("user")) {
            throw new Refusal(ErrorCode.NOT_FOUND, "nothing has this path");
        }
        path[5] = URLDecoder.decode(path[5].replace("+", "%2B"), StandardCharsets.UTF_8);
        return path;
    }

    private static void write(int status, Map<String, ?> body, HttpServletResponse response) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json"); // to the letter: dCache compares it
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
