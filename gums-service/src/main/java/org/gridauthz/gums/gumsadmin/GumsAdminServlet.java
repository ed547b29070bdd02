package org.gridauthz.gums.gumsadmin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.gums.pool.store.PoolReading;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.xacml.BoundedXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /gums/services/GUMSAdmin}: the operations that {@code gums} and {@code gums-host} call (gums.md §3.2). What has no
 * place here answers a fault that says where it is done now. A request with an {@code Origin} comes from a page in somebody's
 * browser and is refused.
 */
public final class GumsAdminServlet extends HttpServlet {
    /** Where it is served. */
    public static final String PATH = "/gums/services/GUMSAdmin";

    private static final Logger LOG = LoggerFactory.getLogger(GumsAdminServlet.class);
    private static final long serialVersionUID = 1L;

    private final transient Admins admins;
    private final transient KnowledgeCheck knowledge;
    private final transient Lookups lookups;
    private final transient Writes writes;
    private final transient ListRefresh lists;
    private final transient PoolReading pools;

    /** In front of the cores that answer {@code /api/v1}. */
    public GumsAdminServlet(
            Admins admins,
            KnowledgeCheck knowledge,
            Lookups lookups,
            Writes writes,
            ListRefresh lists,
            PoolReading pools) {
        this.admins = admins;
        this.knowledge = knowledge;
        this.lookups = lookups;
        this.writes = writes;
        this.lists = lists;
        this.pools = pools;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (request.getHeader("Origin") != null) {
                throw new Refusal(ErrorCode.RIGHT_MISSING, "this is not answered to pages in a browser");
            }
            String type = request.getContentType();
            if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/xml")) {
                throw new Refusal(ErrorCode.MEDIA_TYPE_UNSUPPORTED, "SOAP 1.1 is text/xml");
            }
            AdminCall caller = admins.caller(request);
            RpcCall call = Bodies.read(request, BoundedXml.MAX_BODY, RpcCall::read);
            write(200, answer(request, response, caller, call), response);
        } catch (Refusal refusal) {
            int status = refusal.code().status();
            write(status == 403 || status == 415 ? status : 500, fault(refusal), response);
        } catch (RuntimeException e) {
            LOG.error("a call of GUMSAdmin broke", e);
            write(500, RpcAnswer.fault("INTERNAL: see the log"), response);
        }
    }

    private byte[] answer(HttpServletRequest request, HttpServletResponse response, AdminCall caller, RpcCall call) {
        String operation = call.operation();
        return switch (operation) {
            case "getVersion" -> RpcAnswer.text(operation, Lookups.VERSION);
            case "getCurrentDn" -> RpcAnswer.text(operation, caller.who().text());
            case "generateGridMapfile" -> file(caller, call, "grid-mapfile");
            case "generateVoGridMapfile" -> file(caller, call, "vo-mapfile");
            case "generateFqanMapfile" -> file(caller, call, "fqan-mapfile");
            case "generateEmailMapfile" -> file(caller, call, "email-mapfile");
            case "generateOsgUserVoMap", "generateGrid3UserVoMap" -> file(caller, call, "user-vo-map");
            case "mapUser" -> {
                // Three arguments up to 1.3 and in the stub that was shipped; then a verified FQAN is the caller's
                // word.
                boolean verified = call.arguments().size() < 4 || Boolean.parseBoolean(call.text(3));
                MappingCalls.Answer answer = lookups.map(
                        caller,
                        knowledge.of(request, response),
                        call.text(0),
                        call.text(1),
                        call.optional(2),
                        verified);
                Account account = answer == null ? null : answer.account();
                yield RpcAnswer.text(operation, account == null ? null : account.name());
            }
            case "mapAccount" -> RpcAnswer.text(operation, lookups.owners(caller, call.text(0)));
            case "getPoolAccountAssignments" -> {
                caller.with(Verb.READ);
                yield RpcAnswer.text(operation, pools.assignments(Given.text(call.text(0), "/pool")));
            }
            default -> {
                change(request, call);
                yield RpcAnswer.done(operation);
            }
        };
    }

    private byte[] file(AdminCall caller, RpcCall call, String format) {
        return RpcAnswer.text(call.operation(), lookups.file(caller, format, call.text(0)));
    }

    /** The deprecated forms name a persistence factory first, which nothing here has. */
    private void change(HttpServletRequest request, RpcCall call) {
        switch (call.operation()) {
            case "manualGroupAdd2" -> writes.enter(request, call.text(0), call.text(1), null, null);
            case "manualGroupAdd3" ->
                writes.enter(request, call.text(0), call.text(1), call.optional(2), call.optional(3));
            case "manualGroupAdd" -> writes.enter(request, call.text(1), call.text(2), null, null);
            case "manualGroupRemove2" -> writes.remove(request, call.text(0), call.text(1), null);
            case "manualGroupRemove3" -> writes.remove(request, call.text(0), call.text(1), call.optional(2));
            case "manualGroupRemove" -> writes.remove(request, call.text(1), call.text(2), null);
            case "manualMappingAdd2" -> writes.map(request, call.text(0), call.text(1), call.text(2));
            case "manualMappingAdd" -> writes.map(request, call.text(1), call.text(2), call.text(3));
            case "manualMappingRemove2" -> writes.unmap(request, call.text(0), call.text(1));
            case "manualMappingRemove" -> writes.unmap(request, call.text(1), call.text(2));
            case "addAccountRange2" -> writes.addRange(request, call.text(0), call.text(1));
            case "removeAccountRange" -> writes.removeRange(request, call.text(0), call.text(1));
            case "unassignAccountRange" -> writes.unassign(request, call.text(0), call.text(1));
            case "setRecyclable" ->
                writes.recyclable(request, call.text(0), call.text(1), Boolean.parseBoolean(call.text(2)));
            case "updateGroups" -> {
                admins.writer(request, Verb.MEMBERS);
                lists.run();
            }
            case "getConfiguration",
                    "setConfiguration",
                    "backupConfiguration",
                    "restoreConfiguration",
                    "deleteBackupConfiguration",
                    "getBackupNames",
                    "mergeConfiguration" ->
                throw new Refusal(
                        ErrorCode.NOT_FOUND,
                        "configuration is a policy document here: use `gridauthz policy` or /api/v1/policies");
            default ->
                throw new Refusal(
                        ErrorCode.NOT_FOUND, "GUMSAdmin has no such operation here; docs/wires.md lists them");
        }
    }

    /** The old words for a missing right: scripts look for them. */
    private static byte[] fault(Refusal refusal) {
        boolean right = refusal.code() == ErrorCode.RIGHT_MISSING;
        return RpcAnswer.fault((right
                        ? "You are not authorized to perform this function.  Contact your gums administrator if access"
                                + " is needed. "
                        : "")
                + refusal.code() + ": " + refusal.getMessage());
    }

    private static void write(int status, byte[] body, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("text/xml; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
