package org.gridauthz.cli.vo;

import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Which VO a verb is about, who asks, and how the answer is printed. */
final class VoAt {
    @Parameters(index = "0", paramLabel = "VO", description = "the VO")
    private String vo = "";

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    Output output() {
        return output;
    }

    /** GET below the VO. */
    JsonNode get(String path, @Nullable String... query) {
        return instances().ask(Question.get(place(path), query)).done();
    }

    /** A change below the VO, told in one line. */
    int change(String method, String path, Object body) {
        return told(instances().ask(Question.send(method, place(path), body)).done());
    }

    /** A removal below the VO, told in one line. */
    int remove(String path, @Nullable String... query) {
        return told(instances().ask(Question.delete(place(path), query)).done());
    }

    /** A person by id, or by what is found of exactly one. */
    String person(String text) {
        if (text.equals("me") || text.matches("[0-9a-f-]{32,36}")) {
            return text;
        }
        JsonNode found = get("/people", "search", text, "limit", "2").path("people");
        if (found.size() == 1) {
            return found.path(0).path("id").asString("");
        }
        throw new AmbiguousPerson(
                found.isEmpty() ? "nobody is found by " + text : text + " finds more than one person");
    }

    private int told(JsonNode done) {
        output.remark(
                "done" + (done.path("id").isString() ? ", id " + done.path("id").asString("") : "") + ", epoch "
                        + done.path("epoch").asString(""));
        output.document(done);
        return 0;
    }

    private Instances instances() {
        return site.of(Service.VOMS);
    }

    private String place(String path) {
        return "/api/v1/vos/" + Question.encoded(vo) + path;
    }
}
