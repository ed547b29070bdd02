package org.gridauthz.voms.vomsadmin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.rest.VoDoor;
import org.gridauthz.voms.vo.store.Groups;
import org.gridauthz.voms.vo.store.Register;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code VOMSCompatibility}: the DNs of a group's or role's members, which GUMS posts for and mkgridmap gets. For callers who
 * may read members there, by the VO's ACL or the site's rights; {@code X-VOMS-CSRF-GUARD} is not asked for, since nothing
 * is changed.
 */
@RestController
final class CompatibilityCalls {
    private static final String PATH = "/voms/{vo}/services/VOMSCompatibility";
    private static final int LARGEST_REQUEST = 64 << 10;

    private final VoDoor door;
    private final Groups groups;
    private final Register register;
    private final boolean translateEmail;

    CompatibilityCalls(
            VoDoor door,
            Groups groups,
            Register register,
            @Value("${gridauthz.mkgridmap.translate-dn-email-format:false}") boolean translateEmail) {
        this.door = door;
        this.groups = groups;
        this.register = register;
        this.translateEmail = translateEmail;
    }

    @GetMapping(PATH)
    void get(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam(defaultValue = "") String method,
            @RequestParam @Nullable String container)
            throws IOException {
        answer(request, response, vo, new SoapRequest(method, blank(container) ? null : container), false);
    }

    @PostMapping(PATH)
    void post(HttpServletRequest request, HttpServletResponse response, @PathVariable String vo) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        try {
            if (body.length > LARGEST_REQUEST) {
                throw new XMLStreamException("larger than any call");
            }
            answer(request, response, vo, SoapRequest.read(new ByteArrayInputStream(body)), true);
        } catch (XMLStreamException e) {
            write(response, 500, SoapAnswer.fault("Client", "this is no SOAP 1.1 call"));
        }
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, String vo, SoapRequest call, boolean prefixed)
            throws IOException {
        SoapAnswer answer = new SoapAnswer(prefixed);
        try {
            switch (call.operation()) {
                case "getGridmapUsers" ->
                    write(response, 200, answer.gridmapUsers(members(request, vo, call.argument())));
                case "getMajorVersionNumber" -> write(response, 200, answer.number(call.operation(), 2));
                case "getMinorVersionNumber", "getPatchVersionNumber" ->
                    write(response, 200, answer.number(call.operation(), 0));
                default -> write(response, 500, SoapAnswer.fault("Client", "there is no such operation"));
            }
        } catch (Refusal refusal) {
            boolean theirs = refusal.code().status() < 500;
            write(response, 500, SoapAnswer.fault(theirs ? "Client" : "Server", String.valueOf(refusal.getMessage())));
        }
    }

    /** Null: the container is none of the VO's. */
    private @Nullable List<String> members(HttpServletRequest request, String vo, @Nullable String container) {
        Visit visit = door.reader(request, vo);
        Fqan asked = container == null ? visit.root() : parsed(container);
        String role = asked == null ? null : asked.role();
        if (asked == null
                || groups.group(vo, asked.group()).isEmpty()
                || (role != null && groups.role(vo, role).isEmpty())) {
            visit.with(visit.root(), Permission.MEMBERSHIP_READ);
            return null;
        }
        visit.with(asked, Permission.MEMBERSHIP_READ);
        List<String> dns = register.certificateNames(vo, asked);
        return translateEmail ? twice(dns) : dns;
    }

    private static @Nullable Fqan parsed(String container) {
        try {
            return Fqan.parse(container);
        } catch (MalformedIdentityException e) {
            return null;
        }
    }

    /** VOMS-Admin's {@code voms.mkgridmap.translate_dn_email_format}: both spellings, for maps that compare text. */
    private static List<String> twice(List<String> dns) {
        List<String> both = new ArrayList<>();
        for (String dn : dns) {
            both.add(dn);
            if (dn.contains("/Email=")) {
                both.add(dn.replace("/Email=", "/emailAddress="));
            }
        }
        return both;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static void write(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType("text/xml; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
