package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.AttributeValue;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Attributes;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
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

/** Generic attributes. A value belongs to a person, or to a group, or to a role in a group. */
@RestController
@RequestMapping("/api/v1/vos/{vo}")
final class AttributeCalls {
    private static final int MAX_VALUE = 2000;

    private final VoDoor door;
    private final Attributes attributes;

    AttributeCalls(VoDoor door, Attributes attributes) {
        this.door = door;
        this.attributes = attributes;
    }

    /** @param unique no two people share a value */
    record ClassBody(
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean unique,
            @Nullable String reason) {}

    /** Whose value: a person's by id, or a group's, or with a role the role's. */
    record ValueBody(
            @Nullable String name,
            @Nullable String value,
            @Nullable String person,
            @Nullable String group,
            @Nullable String role,
            @Nullable String reason) {}

    @GetMapping("/attribute-classes")
    List<AttributeClass> classes(HttpServletRequest request, @PathVariable String vo) {
        Visit visit = door.reader(request, vo);
        visit.with(visit.root(), Permission.CONTAINER_READ);
        return attributes.classes(vo);
    }

    @PostMapping(path = "/attribute-classes", consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed create(HttpServletRequest request, @PathVariable String vo, @RequestBody ClassBody body) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.CONTAINER_WRITE);
        String name = Given.parsed(body.name(), Names::attribute, "/name");
        return Visit.done(attributes.create(
                visit.deed("create-attribute", name, Given.reason(body.reason()), body),
                new AttributeClass(name, Inputs.description(body.description()), Boolean.TRUE.equals(body.unique()))));
    }

    @DeleteMapping("/attribute-classes/{name}")
    Changed delete(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String name,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.CONTAINER_WRITE);
        return Visit.done(attributes.delete(visit.deed("delete-attribute", name, Given.reason(reason), null), name));
    }

    @GetMapping("/attributes")
    List<AttributeValue> values(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String person,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String role) {
        Visit visit = door.reader(request, vo);
        Holder holder = holder(visit, person, group, role);
        if (person == null || !visit.is(person)) {
            visit.with(holder.container(), Permission.ATTRIBUTES_READ);
        }
        return attributes.of(vo, holder.text());
    }

    @PutMapping(path = "/attributes", consumes = "application/json")
    Changed set(HttpServletRequest request, @PathVariable String vo, @RequestBody ValueBody body) {
        Visit visit = door.writer(request, vo);
        Holder holder = holder(visit, body.person(), body.group(), body.role());
        visit.with(holder.container(), Permission.ATTRIBUTES_WRITE);
        String name = Given.text(body.name(), "/name");
        String value = Given.text(body.value(), "/value");
        if (value.length() > MAX_VALUE) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "a value has at most " + MAX_VALUE + " characters", "/value");
        }
        var deed = visit.deed("set-attribute", holder.text() + " " + name, Given.reason(body.reason()), body);
        return Visit.done(
                body.person() != null
                        ? attributes.setForPerson(deed, body.person(), name, value)
                        : attributes.setFor(deed, holder.container(), name, value));
    }

    @DeleteMapping("/attributes")
    Changed clear(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String name,
            @RequestParam @Nullable String person,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String role,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo);
        Holder holder = holder(visit, person, group, role);
        visit.with(holder.container(), Permission.ATTRIBUTES_WRITE);
        String attribute = Given.text(name, "/name");
        return Visit.done(attributes.clear(
                visit.deed("clear-attribute", holder.text() + " " + attribute, Given.reason(reason), null),
                holder.text(),
                attribute));
    }

    /** @param container where rights to it are looked up */
    private record Holder(String text, Fqan container) {}

    private static Holder holder(Visit visit, @Nullable String person, @Nullable String group, @Nullable String role) {
        if (person != null && group == null) {
            return new Holder(Given.text(person, "/person"), visit.root());
        }
        Fqan fqan = Inputs.fqan(visit.vo().name(), group, role, "/group");
        return new Holder(fqan.toString(), fqan);
    }
}
