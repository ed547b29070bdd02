package org.gridauthz.voms.port.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.gridauthz.tls.HostCredential;
import org.gridauthz.tls.HostKeyWatch;
import org.gridauthz.voms.attribute.Authority;
import org.gridauthz.voms.port.AuthorityKeys;
import org.gridauthz.voms.port.SiteFiles;
import org.gridauthz.voms.port.VoPorts;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Admins;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code vomses} and {@code .lsc} files, ready to be put in place, for anybody who is somebody. They are made of the
 * certificates in service, so they are right after a change; {@code next=true} is the LSC file of the key prepared.
 */
@RestController
final class SiteFileCalls {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Admins admins;
    private final VoPorts ports;
    private final AuthorityKeys keys;
    private final HostKeyWatch host;

    SiteFileCalls(Admins admins, VoPorts ports, AuthorityKeys keys, HostKeyWatch host) {
        this.admins = admins;
        this.ports = ports;
        this.keys = keys;
        this.host = host;
    }

    @GetMapping("/api/v1/vomses")
    ResponseEntity<String> vomses(HttpServletRequest request) {
        admins.caller(request);
        return file("vomses", ports.authorities().stream().map(this::line).collect(Collectors.joining()));
    }

    @GetMapping("/api/v1/vos/{vo}/vomses")
    ResponseEntity<String> vomses(HttpServletRequest request, @PathVariable String vo) {
        admins.caller(request);
        Authority authority = authority(vo);
        return file(authority.alias() + "-" + authority.host(), line(authority));
    }

    @GetMapping("/api/v1/vos/{vo}/lsc")
    ResponseEntity<String> lsc(
            HttpServletRequest request, @PathVariable String vo, @RequestParam(defaultValue = "false") boolean next) {
        admins.caller(request);
        Authority authority = authority(vo);
        HostCredential signing = next ? keys.next() : keys.inTurn();
        if (signing == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no other key is prepared");
        }
        return file(authority.host() + ".lsc", SiteFiles.lsc(signing.chain().getFirst()));
    }

    private String line(Authority authority) {
        return SiteFiles.vomses(authority, host.certificate());
    }

    private Authority authority(String vo) {
        Authority authority = ports.authority(vo);
        if (authority == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no VO of this name has a port here");
        }
        return authority;
    }

    private static ResponseEntity<String> file(String name, String text) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(text);
    }
}
