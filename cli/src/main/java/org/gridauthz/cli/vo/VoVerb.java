package org.gridauthz.cli.vo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz vo}: founding a VO, and running it. What you may do follows from your certificate and the VO's ACLs. */
@Command(
        name = "vo",
        description = "Found and run virtual organisations.",
        mixinStandardHelpOptions = true,
        subcommands = VoPeopleVerb.class)
public final class VoVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    @Command(description = "List the VOs.", mixinStandardHelpOptions = true)
    int list(@Mixin Site site, @Mixin Output output) {
        JsonNode answer = site.of(Service.VOMS).ask(Question.get("/api/v1/vos")).done();
        List<List<String>> rows = new ArrayList<>();
        answer.forEach(vo -> rows.add(List.of(
                vo.path("name").asString(""),
                vo.path("state").asString(""),
                vo.path("description").asString(""))));
        output.table(List.of("vo", "state", "description"), rows);
        output.document(answer);
        return 0;
    }

    @Command(description = "Found a VO; administrators of the site only.", mixinStandardHelpOptions = true)
    int found(
            @Parameters(paramLabel = "VO") String vo,
            @Option(names = "--admin", required = true, paramLabel = "DN", description = "its first administrator")
                    String admin,
            @Option(names = "--admin-issuer", paramLabel = "DN", description = "her CA (default: any)") String issuer,
            @Option(names = "--description", required = true, paramLabel = "TEXT") String description,
            @Option(names = "--contact", required = true, paramLabel = "MAIL") String contact,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason,
            @Mixin Site site,
            @Mixin Output output) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", vo);
        body.put("description", description);
        body.put("contact", contact);
        body.put("admin", admin);
        put(body, "adminIssuer", issuer);
        body.put("reason", reason);
        JsonNode done = site.of(Service.VOMS)
                .ask(Question.send("POST", "/api/v1/vos", body))
                .done();
        output.remark("founded, epoch " + done.path("epoch").asString(""));
        output.document(done);
        return 0;
    }

    @Command(description = "List groups, or add one.", mixinStandardHelpOptions = true)
    int groups(
            @Mixin VoAt vo,
            @Option(names = "--add", paramLabel = "PATH", description = "such as /cms/higgs") String add,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "by gridauthz vo") String reason) {
        return add == null
                ? named(vo, vo.get("/groups"), "path")
                : vo.change("POST", "/groups", Map.of("path", add, "reason", reason));
    }

    @Command(description = "List roles, or add one.", mixinStandardHelpOptions = true)
    int roles(
            @Mixin VoAt vo,
            @Option(names = "--add", paramLabel = "NAME") String add,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "by gridauthz vo") String reason) {
        return add == null
                ? named(vo, vo.get("/roles"), "name")
                : vo.change("POST", "/roles", Map.of("name", add, "reason", reason));
    }

    @Command(description = "Suspend somebody at once.", mixinStandardHelpOptions = true)
    int suspend(
            @Mixin VoAt vo,
            @Parameters(index = "1", paramLabel = "PERSON", description = "id, or what finds one person") String person,
            @Option(
                            names = "--code",
                            defaultValue = "OTHER",
                            paramLabel = "CODE",
                            description = "SECURITY_INCIDENT, OTHER, …")
                    String code,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "she reads it")
                    String reason) {
        return vo.change(
                "POST", "/people/" + vo.person(person) + "/suspension", Map.of("code", code, "reason", reason));
    }

    @Command(description = "End a suspension.", mixinStandardHelpOptions = true)
    int restore(
            @Mixin VoAt vo,
            @Parameters(index = "1", paramLabel = "PERSON", description = "id, or what finds one person") String person,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        return vo.remove("/people/" + vo.person(person) + "/suspension", "reason", reason);
    }

    @Command(description = "Put somebody into a group or role, or take her out.", mixinStandardHelpOptions = true)
    int member(
            @Mixin VoAt vo,
            @Parameters(index = "1", paramLabel = "PERSON", description = "id, or what finds one person") String person,
            @Parameters(index = "2", paramLabel = "GROUP") String group,
            @Option(names = "--role", paramLabel = "ROLE") String role,
            @Option(names = "--out", description = "take her out") boolean out,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        String place = "/people/" + vo.person(person) + "/memberships";
        if (out) {
            return vo.remove(place, "group", group, "role", role, "reason", reason);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("group", group);
        put(body, "role", role);
        body.put("reason", reason);
        return vo.change("POST", place, body);
    }

    @Command(description = "List what people applied for.", mixinStandardHelpOptions = true)
    int applications(
            @Mixin VoAt vo,
            @Option(names = "--state", paramLabel = "STATE", description = "WITH_MANAGER, …") String state) {
        JsonNode answer = vo.get("/applications", "state", state);
        List<List<String>> rows = new ArrayList<>();
        answer.forEach(one -> rows.add(List.of(
                one.path("id").asString(""),
                one.path("kind").asString(""),
                one.path("state").asString(""),
                one.path("applicant").asString(""),
                one.path("wanted").asString(""),
                one.path("submitted").asString(""))));
        vo.output().table(List.of("id", "kind", "state", "applicant", "wanted", "submitted"), rows);
        vo.output().document(answer);
        return 0;
    }

    @Command(description = "Approve an application, or refuse it.", mixinStandardHelpOptions = true)
    int decide(
            @Mixin VoAt vo,
            @Parameters(index = "1", paramLabel = "ID", description = "the application's") String id,
            @Option(names = "--refuse", description = "refuse it; wants --explanation") boolean refuse,
            @Option(names = "--explanation", paramLabel = "TEXT", description = "the applicant reads it")
                    String explanation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("approve", !refuse);
        put(body, "explanation", explanation);
        return vo.change("POST", "/applications/" + id + "/decision", body);
    }

    private static int named(VoAt vo, JsonNode answer, String column) {
        List<List<String>> rows = new ArrayList<>();
        answer.forEach(one -> rows.add(
                List.of(one.path(column).asString(""), one.path("description").asString(""))));
        vo.output().table(List.of(column, "description"), rows);
        vo.output().document(answer);
        return 0;
    }

    private static void put(Map<String, Object> body, String name, @Nullable String text) {
        if (text != null) {
            body.put(name, text);
        }
    }
}
