package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {
    /** Beyond what cases/hosts.yaml shows through a whole policy. */
    @ParameterizedTest
    @CsvSource({
        "*, a, true",
        "*, '', true",
        "*, a.b, false",
        "*, a=b, false",
        "a*c, abbc, true",
        "a*c, ab.c, false",
        "ab?c, ac, true",
        "ab?c, abc, true",
        "ab?c, abbc, false",
        "*?*.x, a.x, true",
        "x.y, xzy, false",
        "(a|b)+, a, false",
        "(a|b)+, (a|b)+, true",
        "[a-z], b, false",
        "A, a, false",
    })
    void matchesWholeTexts(String pattern, String text, boolean matches) {
        assertThat(HostPattern.of(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void aPatternMadeToRunAwayDoesNot() {
        HostPattern pattern = HostPattern.of("*a".repeat(100) + "b");
        String text = "a".repeat(2000);
        assertThat(Assertions.assertTimeout(Duration.ofSeconds(2), () -> pattern.matches(text)))
                .isFalse();
        TextPattern members = new TextPattern("*a".repeat(100) + "b");
        assertThat(Assertions.assertTimeout(Duration.ofSeconds(2), () -> members.matches(text)))
                .isFalse();
    }

    @Test
    void refusesPatternsWithoutMeaning() {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.of("?a"));
        assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.of("a".repeat(600)));
    }
}
