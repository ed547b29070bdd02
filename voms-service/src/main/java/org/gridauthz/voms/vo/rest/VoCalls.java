package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Statistics;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoRules;
import org.gridauthz.voms.vo.VoState;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.Json;
import org.gridauthz.voms.vo.store.Register;
import org.gridauthz.voms.vo.store.Vos;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** VOs: founded by the site's administrators, changed by their own. */
@RestController
@RequestMapping("/api/v1/vos")
final class VoCalls {
    private final VoDoor door;
    private final Vos vos;
    private final Register register;

    VoCalls(VoDoor door, Vos vos, Register register) {
        this.door = door;
        this.vos = vos;
        this.register = register;
    }

    /** What anybody may know of a VO. */
    record Listed(String name, String description, VoState state) {}

    /** A VO with what it chose. */
    record VoView(
            String name,
            String description,
            String contact,
            VoState state,
            VoRules rules,
            @Nullable String aup,
            Instant founded) {}

    /**
     * A VO to be founded.
     *
     * @param admin DN of who may do everything in it
     * @param adminIssuer issuer of that certificate; without it any
     * @param rules what differs from the defaults
     */
    record NewVo(
            @Nullable String name,
            @Nullable String description,
            @Nullable String contact,
            @Nullable String admin,
            @Nullable String adminIssuer,
            @Nullable JsonNode rules,
            @Nullable String reason) {}

    /** What is to change; what is missing stays. */
    record Charter(
            @Nullable String description,
            @Nullable String contact,
            @Nullable VoState state,
            @Nullable JsonNode rules,
            @Nullable String reason) {}

    @GetMapping
    List<Listed> list(HttpServletRequest request) {
        door.caller(request);
        return vos.all().stream()
                .map(vo -> new Listed(vo.name(), vo.description(), vo.state()))
                .toList();
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed found(HttpServletRequest request, @RequestBody NewVo body) {
        AdminCall call = door.founder(request);
        String name = Given.parsed(body.name(), Names::vo, "/name");
        SlashDn admin = Given.parsed(body.admin(), SlashDn::new, "/admin");
        SlashDn issuer =
                body.adminIssuer() == null ? null : Given.parsed(body.adminIssuer(), SlashDn::new, "/adminIssuer");
        String why = Given.reason(body.reason());
        Deed deed = new Deed(name, call.act("found-vo", name, why), call.request(body.toString()));
        return Visit.done(vos.found(
                deed,
                new Vos.Charter(
                        Inputs.description(body.description()),
                        contact(Given.text(body.contact(), "/contact")),
                        VoState.OPEN,
                        rules(VoRules.DEFAULT, body.rules())),
                new AclSubject.Certificate(admin, issuer)));
    }

    @GetMapping("/{vo}")
    VoView get(HttpServletRequest request, @PathVariable String vo) {
        Vo found = door.reader(request, vo).vo();
        return new VoView(
                found.name(),
                found.description(),
                found.contact(),
                found.state(),
                found.rules(),
                found.aup(),
                found.founded());
    }

    @PutMapping(path = "/{vo}", consumes = "application/json")
    Changed change(HttpServletRequest request, @PathVariable String vo, @RequestBody Charter body) {
        Visit visit = door.writer(request, vo).administrating();
        Vo now = visit.vo();
        Vos.Charter charter = new Vos.Charter(
                body.description() == null ? now.description() : Inputs.description(body.description()),
                body.contact() == null ? now.contact() : contact(body.contact()),
                body.state() == null ? now.state() : body.state(),
                rules(now.rules(), body.rules()));
        return Visit.done(vos.change(visit.deed("change-vo", vo, Given.reason(body.reason()), body), charter));
    }

    @GetMapping("/{vo}/statistics")
    Statistics statistics(HttpServletRequest request, @PathVariable String vo) {
        Visit visit = door.reader(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_READ);
        return register.statistics(vo);
    }

    private static VoRules rules(VoRules before, @Nullable JsonNode changes) {
        return changes == null || changes.isNull()
                ? before
                : Given.parsed("", text -> Json.merged(before, changes), "/rules");
    }

    private static String contact(String address) {
        return Given.parsed(
                address,
                text -> new org.gridauthz.voms.vo.PersonalData("a", "b", text, java.util.Map.of()).email(),
                "/contact");
    }
}
