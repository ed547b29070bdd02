package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectKeyTest {
    private static final SlashDn JANE = new SlashDn("/DC=org/CN=Jane");

    @Test
    void aPersonIsHerRenderedNameWhateverElseIsKnown() {
        SubjectKey withChain = SubjectKey.of(
                new Subject.Person(JANE, false, new SlashDn("/CN=CA"), "1", List.of(Fqan.parse("/cms")), true));
        SubjectKey withText = SubjectKey.of(new Subject.Person(JANE, false, null, null, List.of(), false));
        assertThat(withChain).isEqualTo(withText).hasSameHashCodeAs(withText);
        assertThat(SubjectKey.ofBytes(withChain.bytes())).isEqualTo(withText);
        // A stored value: this line must never change.
        assertThat(withText).hasToString("3444116a5342b1f097662add6c79f7a86ca7a31f727eabcea8ebc30e7cbc4cb5");
    }

    @Test
    void bearersPersonsAndSplitsAreApart() {
        assertThat(bearer("a", "bc")).isNotEqualTo(bearer("ab", "c"));
        assertThat(bearer("/DC=org/CN=Jane", "")).isNotEqualTo(SubjectKey.of(JANE));
        assertThat(SubjectKey.of(JANE)).isNotEqualTo(SubjectKey.of(new SlashDn("/DC=org/CN=jane")));
    }

    @Test
    void takesThirtyTwoBytesOnly() {
        assertThatThrownBy(() -> SubjectKey.ofBytes(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static SubjectKey bearer(String issuer, String subject) {
        return SubjectKey.of(new Subject.Bearer(issuer, subject, null, List.of(), List.of(), true));
    }
}
