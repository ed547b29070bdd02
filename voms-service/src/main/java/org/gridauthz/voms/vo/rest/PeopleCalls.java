package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.Register;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people of a VO: searched, entered, changed. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/people")
final class PeopleCalls {
    private final VoDoor door;
    private final People people;
    private final Register register;

    PeopleCalls(VoDoor door, People people, Register register) {
        this.door = door;
        this.people = people;
        this.register = register;
    }

    /**
     * A certificate, or a token identity.
     *
     * @param kind X509 (the default) or TOKEN
     * @param name the subject's DN, or the {@code sub} claim
     * @param issuer the issuer's DN (without it any), or the {@code iss} claim
     */
    record Shown(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String issuer) {
        IdentityName identity(String pointer) {
            return Inputs.identity(kind, name, issuer, pointer);
        }
    }

    /**
     * A person.
     *
     * @param ends only when she is entered: without it as the VO's rules say
     * @param certificates only when she is entered
     */
    record PersonBody(
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String email,
            @Nullable Map<String, String> fields,
            @Nullable String institution,
            @Nullable String ends,
            @Nullable List<Shown> certificates,
            @Nullable String reason) {
        PersonalData data() {
            String given = Given.text(givenName, "/givenName");
            String family = Given.text(familyName, "/familyName");
            return Given.parsed(
                    Given.text(email, "/email"),
                    address -> new PersonalData(given, family, address, fields == null ? Map.of() : fields),
                    "/email");
        }
    }

    @GetMapping
    PersonView.Page list(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String search,
            @RequestParam @Nullable String email,
            @RequestParam @Nullable String dn,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String role,
            @RequestParam @Nullable Boolean suspended,
            @RequestParam @Nullable Boolean expired,
            @RequestParam @Nullable String institution,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "100") int limit) {
        Visit visit = door.reader(request, vo);
        PeopleFilter filter = new PeopleFilter(
                search,
                email,
                Inputs.searched(dn),
                group == null ? null : Inputs.fqan(vo, group, role, "/group"),
                suspended,
                expired,
                institution);
        visit.with(filter.holding() == null ? visit.root() : filter.holding(), Permission.MEMBERSHIP_READ);
        boolean personal = visit.may(visit.root(), Permission.PERSONAL_INFO_READ);
        if (!personal && (email != null || search != null)) {
            // Whoever may not see addresses must not find them out by searching.
            throw new Refusal(ErrorCode.RIGHT_MISSING, "searching names and addresses needs PERSONAL_INFO_READ");
        }
        Register.Page page = register.search(
                vo,
                filter,
                Given.within(offset, 0, Integer.MAX_VALUE, "offset"),
                Given.within(limit, 1, Inputs.PAGE, "limit"));
        return new PersonView.Page(
                page.count(),
                offset,
                page.entries().stream().map(one -> PersonView.of(one, personal)).toList());
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed enter(HttpServletRequest request, @PathVariable String vo, @RequestBody PersonBody body) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_WRITE, Permission.PERSONAL_INFO_WRITE);
        List<Shown> shown = Given.list(body.certificates(), 50, "/certificates");
        List<IdentityName> names =
                shown.stream().map(one -> one.identity("/certificates")).toList();
        var ends = body.ends() == null ? Terms.fresh(visit.vo().rules()) : Inputs.time(body.ends(), "/ends");
        return Visit.done(people.take(
                visit.deed("enter-person", "person", Given.reason(body.reason()), body),
                new People.NewPerson(body.data(), body.institution(), ends, names)));
    }

    @GetMapping("/me")
    PersonView me(HttpServletRequest request, @PathVariable String vo) {
        String person = door.reader(request, vo).known().person();
        if (person == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "you are not a member of this VO");
        }
        return PersonView.of(entry(vo, person), true);
    }

    @GetMapping("/{id}")
    PersonView get(HttpServletRequest request, @PathVariable String vo, @PathVariable String id) {
        Visit visit = door.reader(request, vo);
        if (visit.is(id)) {
            return PersonView.of(entry(vo, id), true);
        }
        visit.with(visit.root(), Permission.MEMBERSHIP_READ);
        return PersonView.of(entry(vo, id), visit.may(visit.root(), Permission.PERSONAL_INFO_READ));
    }

    @PutMapping(path = "/{id}", consumes = "application/json")
    Changed change(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestBody PersonBody body) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.PERSONAL_INFO_WRITE);
        if (body.certificates() != null || body.ends() != null) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "certificates and end have resources of their own");
        }
        return Visit.done(people.change(
                visit.deed("change-person", id, Given.reason(body.reason()), body),
                id,
                body.data(),
                body.institution()));
    }

    private Register.Entry entry(String vo, String id) {
        Register.Entry entry = register.entry(vo, id);
        if (entry == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such person");
        }
        return entry;
    }
}
