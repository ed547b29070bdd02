package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LscFileTest {
    private static List<List<String>> chains(String text) {
        return LscFile.parse("dune", "voms.example.org", text).chains();
    }

    @Test
    void namesCommentsAndBlankLinesAreRead() {
        assertThat(chains("# dune\r\n\r\n  /DC=org/CN=voms.example.org  \r\n/DC=org/CN=CA\r\n"))
                .containsExactly(List.of("/DC=org/CN=voms.example.org", "/DC=org/CN=CA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"------ NEXT CHAIN ------", "------NEXT CHAIN------", "----- next chain -----"})
    void alternativesAreReadInTheSpellingOfBothLibraries(String separator) {
        assertThat(chains("/CN=a\n/CN=A\n" + separator + "\n/CN=b\n/CN=B\n"))
                .containsExactly(List.of("/CN=a", "/CN=A"), List.of("/CN=b", "/CN=B"));
    }

    @Test
    void attributeSpellingsAreOne() {
        assertThat(chains("/CN=a/emailAddress=x@y\n/CN=A\n")).isEqualTo(chains("/CN=a/Email=x@y\n/CN=A\n"));
    }

    @Test
    void theSlashThatTheCLibraryEscapesIsRead() {
        assertThat(chains("/CN=voms\\/a.example.org\n/CN=A\n")).isEqualTo(chains("/CN=voms/a.example.org\n/CN=A\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "/CN=a",
                "/CN=a\n/CN=A\n/CN=b",
                "<html>404</html>",
                "/no type or value\n/CN=A",
                "/CN=a\u0001\n/CN=A"
            })
    void whatIsNoLscFileSaysNothing(String text) {
        assertThatThrownBy(() -> chains(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
