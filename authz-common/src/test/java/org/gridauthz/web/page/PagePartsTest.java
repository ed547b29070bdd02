package org.gridauthz.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gridauthz.web.page.AskedText.Kind;
import org.gridauthz.web.page.CommunityBars.Bar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What pages make of what people type and of what the interface answers. */
class PagePartsTest {
    @ParameterizedTest
    @CsvSource({
        "/DC=org/CN=Jane Doe, DN",
        "/dune/prod/Role=pilot, FQAN",
        "/dune, FQAN",
        "dune001, ACCOUNT",
        "eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl, TOKEN",
        "'  ', NOTHING",
        "-----BEGIN CERTIFICATE-----, CHAIN"
    })
    void whatIsTypedIsToldApart(String text, Kind kind) {
        assertThat(AskedText.of(text).kind()).isEqualTo(kind);
    }

    @Test
    void communitiesBecomeAPicture() {
        Answer now = new Answer(JsonMapper.shared().readTree("""
            {"admission": true, "communities": [
              {"name": "cms", "weight": 3, "seats": 1, "waitingCalls": 100, "waitingHandshakes": 28, "sheds": {"queue-full": 7, "late": 2}},
              {"name": "dune", "weight": 1, "seats": 3, "waitingCalls": 9999, "waitingHandshakes": 0, "sheds": {}}]}\
            """));
        List<Bar> bars = CommunityBars.of(now);
        assertThat(bars)
                .containsExactly(
                        new Bar("cms", 300, 100, 200, 1, 128, 9, 0), new Bar("dune", 100, 300, 400, 3, 9999, 0, 34));
    }

    @Test
    void whatIsMissingIsEmpty() {
        Answer nothing = new Answer(JsonMapper.shared().readTree("{\"there\": null}"));
        assertThat(nothing.has("there")).isFalse();
        assertThat(nothing.text("not")).isEmpty();
        assertThat(nothing.in("not").list("neither")).isEmpty();
        assertThat(CommunityBars.of(nothing)).isEmpty();
    }
}
