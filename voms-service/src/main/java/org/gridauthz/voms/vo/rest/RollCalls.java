package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gridauthz.voms.vo.exchange.CsvRoll;
import org.gridauthz.voms.vo.exchange.RollPerson;
import org.gridauthz.voms.vo.exchange.Rolls;
import org.gridauthz.voms.vo.exchange.VomsAdminDatabase;
import org.gridauthz.voms.vo.exchange.VomsAdminUsers;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Whole lists of people in and out, by the VO's administrators. A list of more than 2,000 is sent in pieces. */
@RestController
@RequestMapping("/api/v1/vos/{vo}")
final class RollCalls {
    private static final int MOST = 2000;

    private final VoDoor door;
    private final Rolls rolls;

    RollCalls(VoDoor door, Rolls rolls) {
        this.door = door;
        this.rolls = rolls;
    }

    /** Where a VOMS-Admin database stands; it is only read. */
    record Source(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String database,
            @Nullable String user,
            @Nullable String password,
            @Nullable String reason) {
        @Override
        public String toString() {
            return host + ":" + port + "/" + database; // never the password
        }
    }

    @GetMapping("/roll")
    void export(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String vo,
            @RequestParam(defaultValue = "json") String format)
            throws IOException {
        Visit visit = door.reader(request, vo);
        if (!visit.sees()) {
            visit.administrating();
        }
        boolean csv = format.equals("csv");
        if (!csv && !format.equals("json")) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "format is csv or json");
        }
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/json");
        rolls.write(vo, csv, response.getOutputStream());
    }

    /** @param prepare whether groups, roles and attributes the VO does not know are made known */
    @PostMapping(path = "/roll", consumes = "application/json")
    Rolls.Report take(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam(defaultValue = "false") boolean prepare,
            @RequestParam @Nullable String reason,
            @RequestBody RollPerson.Roll body) {
        return taken(request, vo, reason, Given.value(body.people(), "/people"), prepare);
    }

    @PostMapping(path = "/roll", consumes = "text/csv")
    Rolls.Report takeTable(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam(defaultValue = "false") boolean prepare,
            @RequestParam @Nullable String reason,
            @RequestBody byte[] body) {
        List<RollPerson> people = Given.parsed(new String(body, StandardCharsets.UTF_8), CsvRoll::read, "");
        return taken(request, vo, reason, people, prepare);
    }

    /** What VOMS-Admin's {@code apiv2/users} answered. */
    @PostMapping(path = "/roll/voms-admin-users", consumes = "application/json")
    Rolls.Report takeDump(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String reason,
            @RequestBody JsonNode body) {
        return taken(request, vo, reason, Given.parsed("", text -> VomsAdminUsers.read(body), ""), true);
    }

    /** A VOMS-Admin database; for the site's administrators, since the service itself connects to it. */
    @PostMapping(path = "/roll/voms-admin-database", consumes = "application/json")
    Rolls.Report takeDatabase(HttpServletRequest request, @PathVariable String vo, @RequestBody Source body) {
        door.founder(request);
        Visit visit = door.writer(request, vo).administrating();
        String host = Given.parsed(body.host(), text -> matching(text, "[A-Za-z0-9.-]{1,253}"), "/host");
        String database = Given.parsed(body.database(), text -> matching(text, "[A-Za-z0-9_-]{1,64}"), "/database");
        int port = body.port() == null ? 3306 : Given.within(body.port(), 1, 65_535, "port");
        // Built here from checked parts: a URL given could make the driver do other things than read.
        DriverManagerDataSource source = new DriverManagerDataSource(
                "jdbc:mysql://" + host + ":" + port + "/" + database + "?connectTimeout=5000&socketTimeout=60000"
                        + "&allowLoadLocalInfile=false&connectionTimeZone=UTC",
                Given.text(body.user(), "/user"),
                body.password() == null ? "" : body.password());
        try {
            return rolls.take(
                    visit.deed("import-voms-admin", host + "/" + database, Given.reason(body.reason()), null),
                    new VomsAdminDatabase(source));
        } catch (IllegalArgumentException e) {
            throw new Refusal(ErrorCode.FIELD_INVALID, String.valueOf(e.getMessage()), "/database");
        }
    }

    private Rolls.Report taken(
            HttpServletRequest request, String vo, @Nullable String reason, List<RollPerson> people, boolean prepare) {
        Visit visit = door.writer(request, vo).administrating();
        return rolls.take(
                visit.deed("import", "roll", Given.reason(reason), null), Given.list(people, MOST, "/people"), prepare);
    }

    private static String matching(String text, String form) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException("not of the form " + form);
        }
        return text;
    }
}
