package org.gridauthz.web.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A page's calls to the REST interface of its own service, inside the process, as whoever looks at the page: the container includes
 * the resource, and what it would have sent is read. No socket, no second check of rights, no second code for what the interface does.
 */
public final class Inside {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private Inside(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** As the caller of this request. */
    public static Inside of(HttpServletRequest request, HttpServletResponse response) {
        return new Inside(request, response);
    }

    /**
     * GET.
     *
     * @param query names and values in turn; null and empty values are left out
     * @throws Refused if it is answered by an error
     */
    public Answer get(String path, @Nullable String... query) {
        return done("GET", path + query(query), null, "");
    }

    /** GET of what may not be there; null then. */
    public @Nullable Answer find(String path, @Nullable String... query) {
        try {
            return get(path, query);
        } catch (Refused e) {
            if (e.status() == HttpServletResponse.SC_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** GET of a text. */
    public String text(String path) {
        Captured captured = call("GET", path, null, "");
        if (captured.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
            throw refused(captured);
        }
        return captured.text();
    }

    /** Another method, with a body of JSON. */
    public Answer send(String method, String path, Map<String, ?> body) {
        return done(method, path, JSON.writeValueAsString(body), "application/json");
    }

    /** POST of a YAML document. */
    public Answer yaml(String path, String document) {
        return done("POST", path, document, "application/yaml");
    }

    /** A decision call: it answers about its subjects with 503 too. */
    public Answer decide(String path, Map<String, ?> body) {
        Captured captured = call("POST", path + "?explain=true", JSON.writeValueAsString(body), "application/json");
        Answer answer = answer(captured);
        if (answer.has("results")) {
            return answer.list("results").getFirst();
        }
        throw refused(captured);
    }

    /** A segment of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** From the question mark on; empty without values. */
    public static String query(@Nullable String... query) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i + 1 < query.length; i += 2) {
            String value = query[i + 1];
            if (value != null && !value.isEmpty()) {
                parts.add(query[i] + "=" + segment(value));
            }
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private Answer done(String method, String path, @Nullable String body, String type) {
        Captured captured = call(method, path, body, type);
        if (captured.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
            throw refused(captured);
        }
        return answer(captured);
    }

    private Captured call(String method, String path, @Nullable String body, String type) {
        RequestDispatcher resource = request.getRequestDispatcher(path);
        if (resource == null) {
            throw new IllegalStateException("no resource has the path " + path);
        }
        Captured captured = new Captured(response);
        try {
            resource.include(new InsideRequest(request, method, path, body, type), captured);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        return captured;
    }

    private static Answer answer(Captured captured) {
        String text = captured.text();
        try {
            return new Answer(text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text));
        } catch (JacksonException e) {
            return new Answer(MissingNode.getInstance());
        }
    }

    private static Refused refused(Captured captured) {
        Answer problem = answer(captured);
        String code = problem.text("code");
        return new Refused(captured.getStatus(), code.isEmpty() ? "INTERNAL" : code, problem.text("detail"));
    }
}
