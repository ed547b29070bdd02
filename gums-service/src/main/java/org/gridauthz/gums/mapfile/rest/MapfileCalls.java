package org.gridauthz.gums.mapfile.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.gridauthz.gums.mapfile.Mapfiles;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.Rendered;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Map files with a strong entity tag, and whose an account is. A host fetches its own files; those of another host, and
 * reverse look-ups, need READ. A file never uses up pool accounts unless {@code allocate=true} is asked for by somebody
 * with POOLS. A list that was never read makes the file incomplete: it is refused unless {@code incomplete=true}.
 */
@RestController
final class MapfileCalls {
    private final Admins admins;
    private final MapfileScenes scenes;

    MapfileCalls(Admins admins, MapfileScenes scenes) {
        this.admins = admins;
        this.scenes = scenes;
    }

    /** Who has an account, by DN. */
    record Owners(String account, Set<String> dns) {}

    @GetMapping("/api/v1/mapfiles/{format}")
    @Nullable
    ResponseEntity<byte[]> file(
            HttpServletRequest request,
            WebRequest web,
            @PathVariable String format,
            @RequestParam @Nullable String host,
            @RequestParam(defaultValue = "false") boolean allocate,
            @RequestParam(defaultValue = "false") boolean incomplete) {
        AdminCall call = admins.caller(request);
        if (host != null && !host.equals(call.who().text())) {
            call.with(Verb.READ);
        }
        if (allocate) {
            call.with(Verb.POOLS);
        }
        Host wanted = Given.parsed(host == null ? call.who().text() : host, Host::new, "/host");
        Mapfiles.File file = scenes.file(format, wanted, allocate);
        if (!incomplete) {
            MapfileScenes.whole(file);
        }
        Rendered rendered = Rendered.of(file.content());
        if (web.checkNotModified(rendered.etag())) {
            return null;
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, java.nio.charset.StandardCharsets.UTF_8))
                .eTag(rendered.etag())
                .header("Stale-Lists", String.join(",", file.stale()))
                .body(rendered.bytes());
    }

    @GetMapping("/api/v1/accounts/{account}/subjects")
    Owners owners(HttpServletRequest request, @PathVariable String account) {
        admins.reader(request);
        return new Owners(account, scenes.owners(account));
    }
}
