package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Role;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Groups;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups and roles. */
@RestController
@RequestMapping("/api/v1/vos/{vo}")
final class GroupCalls {
    private final VoDoor door;
    private final Groups groups;

    GroupCalls(VoDoor door, Groups groups) {
        this.door = door;
        this.groups = groups;
    }

    /**
     * A group.
     *
     * @param path {@code /vo/a/b}
     * @param optional issued on request only
     */
    record GroupBody(
            @Nullable String path,
            @Nullable String description,
            @Nullable Boolean optional,
            @Nullable String reason) {
        Group group(String vo) {
            return new Group(
                    Given.parsed(path, text -> Names.group(vo, text), "/path"),
                    Inputs.description(description),
                    Boolean.TRUE.equals(optional));
        }
    }

    /** A role's name. */
    record RoleBody(
            @Nullable String name,
            @Nullable String description,
            @Nullable String reason) {}

    @GetMapping("/groups")
    List<Group> list(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String parent,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "1000") int limit) {
        Visit visit = door.reader(request, vo);
        Fqan above = parent == null ? visit.root() : Inputs.fqan(vo, parent, null, "/parent");
        visit.with(above, Permission.CONTAINER_READ);
        return groups.groups(
                vo,
                parent == null ? null : above.group(),
                Given.within(offset, 0, Integer.MAX_VALUE, "offset"),
                Given.within(limit, 1, Inputs.PAGE, "limit"));
    }

    @PostMapping(path = "/groups", consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed found(HttpServletRequest request, @PathVariable String vo, @RequestBody GroupBody body) {
        Group group = body.group(vo);
        Fqan parent = Given.parsed(group.path(), path -> new Fqan(Names.parent(path), null, null), "/path");
        Visit visit = door.writer(request, vo);
        visit.with(parent, Permission.CONTAINER_READ, Permission.CONTAINER_WRITE);
        return Visit.done(
                groups.found(visit.deed("found-group", group.path(), Given.reason(body.reason()), body), group));
    }

    @PutMapping(path = "/groups", consumes = "application/json")
    Changed change(HttpServletRequest request, @PathVariable String vo, @RequestBody GroupBody body) {
        Group group = body.group(vo);
        Visit visit = door.writer(request, vo);
        visit.with(new Fqan(group.path(), null, null), Permission.CONTAINER_WRITE);
        return Visit.done(
                groups.change(visit.deed("change-group", group.path(), Given.reason(body.reason()), body), group));
    }

    @DeleteMapping("/groups")
    Changed dissolve(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String path,
            @RequestParam @Nullable String reason) {
        Fqan group = Inputs.fqan(vo, path, null, "/path");
        Visit visit = door.writer(request, vo);
        Fqan parent = group.equals(visit.root()) ? group : new Fqan(Names.parent(group.group()), null, null);
        visit.with(parent, Permission.CONTAINER_WRITE);
        return Visit.done(groups.dissolve(
                visit.deed("dissolve-group", group.group(), Given.reason(reason), null), group.group()));
    }

    @GetMapping("/roles")
    List<Role> roles(HttpServletRequest request, @PathVariable String vo) {
        Visit visit = door.reader(request, vo);
        visit.with(visit.root(), Permission.CONTAINER_READ);
        return groups.roles(vo);
    }

    @PostMapping(path = "/roles", consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed create(HttpServletRequest request, @PathVariable String vo, @RequestBody RoleBody body) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.CONTAINER_WRITE);
        String name = Given.parsed(body.name(), Names::role, "/name");
        return Visit.done(groups.createRole(
                visit.deed("create-role", name, Given.reason(body.reason()), body),
                new Role(name, Inputs.description(body.description()))));
    }

    @DeleteMapping("/roles/{role}")
    Changed delete(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String role,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.CONTAINER_WRITE);
        if (role.equals(visit.vo().rules().adminRole())) {
            visit.administrating();
        }
        return Visit.done(groups.deleteRole(visit.deed("delete-role", role, Given.reason(reason), null), role));
    }
}
