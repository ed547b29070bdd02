package org.gridauthz.voms.port.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import org.gridauthz.tls.Caller;
import org.gridauthz.voms.attribute.Applicant;
import org.gridauthz.voms.port.RestReply;
import org.gridauthz.voms.port.VoPorts;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The REST protocol at the place where VOMS-Admin has it beside the VO's own port (voms.md §3.1). */
@RestController
final class GenerateAcCalls {
    private static final String CHAIN = "jakarta.servlet.request.X509Certificate";

    private final VoPorts ports;

    GenerateAcCalls(VoPorts ports) {
        this.ports = ports;
    }

    @GetMapping("/voms/{vo}/generate-ac")
    void generate(HttpServletRequest request, HttpServletResponse response, @PathVariable String vo)
            throws IOException {
        Caller caller = Caller.of(request);
        if (caller == null || !(request.getAttribute(CHAIN) instanceof X509Certificate[] presented)) {
            throw new Refusal(ErrorCode.CALLER_UNKNOWN, "attributes are for holders of a certificate");
        }
        Applicant applicant = new Applicant(caller.chain(), List.of(presented));
        RestReply reply = ports.reply(vo, applicant, request.getQueryString(), caller.remoteAddress());
        if (reply == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no VO of this name has a port here");
        }
        byte[] body = reply.document().getBytes(StandardCharsets.UTF_8);
        response.setStatus(reply.status());
        response.setContentType("text/xml");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
