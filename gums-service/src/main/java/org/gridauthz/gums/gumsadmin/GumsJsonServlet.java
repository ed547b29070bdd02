package org.gridauthz.gums.gumsadmin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapfile.Mapfiles;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.gums.members.store.ManualMaps;
import org.gridauthz.gums.pool.PoolAccount;
import org.gridauthz.gums.pool.TurnState;
import org.gridauthz.gums.pool.store.PoolReading;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /gums/json/…} of GUMS 1.5 (gums.md §3.6). The status is set before the body, as the original meant to. */
public final class GumsJsonServlet extends HttpServlet {
    /** Where it is served. */
    public static final String PATH = "/gums/json/*";

    private static final Logger LOG = LoggerFactory.getLogger(GumsJsonServlet.class);
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final transient Admins admins;
    private final transient KnowledgeCheck knowledge;
    private final transient Lookups lookups;
    private final transient PoolReading pools;
    private final transient ManualMaps maps;

    /** In front of the cores that answer {@code /api/v1}. */
    public GumsJsonServlet(
            Admins admins, KnowledgeCheck knowledge, Lookups lookups, PoolReading pools, ManualMaps maps) {
        this.admins = admins;
        this.knowledge = knowledge;
        this.lookups = lookups;
        this.pools = pools;
        this.maps = maps;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        int status = 200;
        try {
            body.put("result", "OK");
            fill(body, request, response);
        } catch (Refusal refusal) {
            body.clear();
            body.put("result", "ERROR");
            body.put("message", refusal.code() + ": " + refusal.getMessage());
            status = refusal.code().status();
        } catch (RuntimeException e) {
            LOG.error("a call of GUMS' JSON broke", e);
            body.clear();
            body.put("result", "ERROR");
            body.put("message", "INTERNAL: see the log");
            status = 500;
        }
        byte[] bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private void fill(Map<String, Object> body, HttpServletRequest request, HttpServletResponse response) {
        AdminCall caller = admins.caller(request);
        String path = String.valueOf(request.getPathInfo());
        switch (path) {
            case "/mapGridIdentity" -> mapped(body, caller, request, response);
            case "/poolMapper" -> {
                caller.with(Verb.READ);
                body.put("accounts", pool(parameter(request, "pool")));
            }
            case "/manualMapper" -> {
                caller.with(Verb.READ);
                List<Map<String, String>> entries = new ArrayList<>();
                for (ManualMaps.Listed one : maps.list(parameter(request, "mapper"), 0, MOST)) {
                    entries.add(Map.of("dn", one.dn().text(), "username", one.account()));
                }
                body.put("accounts", entries);
            }
            case "/userGroup" -> {
                List<Map<String, String>> users = new ArrayList<>();
                for (Mapfiles.Listed one : lookups.members(caller, parameter(request, "group"), MOST)) {
                    users.add(user(one));
                }
                body.put("users", users);
            }
            case "/version" -> body.put("version", Lookups.VERSION);
            case "/generateOsgUserVoMap" ->
                body.put("map", lookups.file(caller, "user-vo-map", parameter(request, "hostname")));
            case "/getOsgVoUserMap" ->
                body.put("map", byVo(lookups.file(caller, "user-vo-map", parameter(request, "hostname"))));
            default -> throw new Refusal(ErrorCode.NOT_FOUND, "nothing has this path");
        }
    }

    private void mapped(
            Map<String, Object> body, AdminCall caller, HttpServletRequest request, HttpServletResponse response) {
        String host = optional(request, "resource-x509-id");
        MappingCalls.Answer answer = lookups.map(
                caller,
                knowledge.of(request, response),
                host == null ? parameter(request, "dns-host-name") : host,
                parameter(request, "subject-x509-id"),
                optional(request, "voms-fqan"),
                optional(request, "voms-signing-subject") != null);
        Account account = answer == null ? null : answer.account();
        if (account == null) {
            body.put("result", "FAILED");
            return;
        }
        body.put("username", account.name());
        if (account.gid() != null) {
            body.put("gid", account.gid());
        } else if (account.primaryGroup() != null) {
            body.put("groupname", account.primaryGroup());
        }
    }

    /** What is not known is absent. */
    private static Map<String, String> user(Mapfiles.Listed member) {
        Map<String, String> user = new LinkedHashMap<>();
        user.put("dn", member.dn());
        if (!member.email().isEmpty()) {
            user.put("email", member.email());
        }
        if (!member.fqan().isEmpty()) {
            user.put("fqan", member.fqan());
        }
        return user;
    }

    private List<Map<String, Object>> pool(String pool) {
        List<Map<String, Object>> accounts = new ArrayList<>();
        for (PoolAccount one : pools.accounts(pool)) {
            Map<String, Object> shown = new LinkedHashMap<>();
            if (one.state() == TurnState.LEASED && one.holder() != null) {
                shown.put("dn", one.holder());
            }
            shown.put("username", one.account());
            if (one.lastUsed() != null) {
                shown.put("last-use", one.lastUsed() + " 00:00:00.0");
            }
            shown.put("recycle", Boolean.TRUE.equals(one.recyclable()));
            accounts.add(shown);
        }
        if (accounts.isEmpty()) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "no such pool");
        }
        return accounts;
    }

    /** From the lines {@code account subgroup} of the file. */
    private static Map<String, List<String>> byVo(String file) {
        Map<String, List<String>> accounts = new LinkedHashMap<>();
        file.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                accounts.computeIfAbsent(line.substring(blank + 1), vo -> new ArrayList<>())
                        .add(line.substring(0, blank));
            }
        });
        return accounts;
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = optional(request, name);
        if (value == null) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, name + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
