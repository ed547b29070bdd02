package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.AclEntry;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Permissions;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Acls;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** ACLs. Nobody gives, or takes, what she does not have there herself. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/acl")
final class AclCalls {
    private final VoDoor door;
    private final Acls acls;

    AclCalls(VoDoor door, Acls acls) {
        this.door = door;
        this.acls = acls;
    }

    /**
     * An entry.
     *
     * @param kind CERTIFICATE, HOLDERS (of a group or role), ANYONE (authenticated)
     * @param name a DN, or a group or role of this VO
     * @param permissions names joined by {@code |}, ALL or NONE
     */
    record EntryView(String kind, String name, @Nullable String issuer, String permissions, int bits) {
        static EntryView of(AclEntry entry) {
            AclSubject subject = entry.subject();
            SlashDn issuer = subject instanceof AclSubject.Certificate one ? one.issuer() : null;
            return new EntryView(
                    subject.kind(),
                    subject.name(),
                    issuer == null ? null : issuer.text(),
                    entry.permissions().text(),
                    entry.permissions().bits());
        }
    }

    /**
     * An entry to be put in.
     *
     * @param group the group it is for; with a role, that role there
     * @param defaults for what is founded below, instead of the group itself
     */
    record EntryBody(
            @Nullable String group,
            @Nullable String role,
            @Nullable Boolean defaults,
            @Nullable String kind,
            @Nullable String name,
            @Nullable String issuer,
            @Nullable String permissions,
            @Nullable String reason) {}

    @GetMapping
    List<EntryView> read(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String role,
            @RequestParam(defaultValue = "false") boolean defaults) {
        Fqan container = Inputs.fqan(vo, group, role, "/group");
        door.reader(request, vo).with(container, Permission.ACL_READ);
        return acls.read(vo, container, defaults).entries().stream()
                .map(EntryView::of)
                .toList();
    }

    @PutMapping(consumes = "application/json")
    Changed put(HttpServletRequest request, @PathVariable String vo, @RequestBody EntryBody body) {
        Fqan container = Inputs.fqan(vo, body.group(), body.role(), "/group");
        boolean defaults = Boolean.TRUE.equals(body.defaults());
        AclSubject subject = subject(vo, body.kind(), body.name(), body.issuer());
        Permissions permissions = Given.parsed(body.permissions(), Permissions::parse, "/permissions");
        Visit visit = writing(request, vo, container, defaults);
        visit.with(container, permissions.plus(before(vo, container, defaults, subject)));
        return Visit.done(acls.put(
                visit.deed("put-acl", container.toString(), Given.reason(body.reason()), body),
                container,
                defaults,
                new AclEntry(subject, permissions)));
    }

    @DeleteMapping
    Changed remove(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String role,
            @RequestParam(defaultValue = "false") boolean defaults,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable String name,
            @RequestParam @Nullable String issuer,
            @RequestParam @Nullable String reason) {
        Fqan container = Inputs.fqan(vo, group, role, "/group");
        AclSubject subject = subject(vo, kind, name, issuer);
        Visit visit = writing(request, vo, container, defaults);
        visit.with(container, before(vo, container, defaults, subject));
        return Visit.done(acls.remove(
                visit.deed("remove-acl", container.toString(), Given.reason(reason), null)
                        .with(subject.toString()),
                container,
                defaults,
                subject));
    }

    private Visit writing(HttpServletRequest request, String vo, Fqan container, boolean defaults) {
        Visit visit = door.writer(request, vo);
        return visit.with(
                container,
                defaults
                        ? Permissions.of(Permission.ACL_WRITE, Permission.ACL_DEFAULT)
                        : Permissions.of(Permission.ACL_WRITE));
    }

    private Permissions before(String vo, Fqan container, boolean defaults, AclSubject subject) {
        return acls.read(vo, container, defaults).entries().stream()
                .filter(one -> java.util.Arrays.equals(one.subject().key(), subject.key()))
                .map(AclEntry::permissions)
                .reduce(Permissions.NONE, Permissions::plus);
    }

    private static AclSubject subject(
            String vo, @Nullable String kind, @Nullable String name, @Nullable String issuer) {
        Function<String, AclSubject> parser = text -> {
            AclSubject subject = AclSubject.of(text, name == null ? "" : name, issuer);
            if (subject instanceof AclSubject.Holders holders
                    && !holders.fqan().vo().equals(vo)) {
                throw new IllegalArgumentException("holders of a group or role of this VO");
            }
            return subject;
        };
        return Given.parsed(kind, parser, "/kind");
    }
}
