package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class JsseLimitsTest {
    @Test
    void twentyCertificatesPass() {
        assertThatCode(JsseLimits::verify).doesNotThrowAnyException();
    }

    @Test
    void theProbeSeesBothLimits() {
        assertThat(LongestHandshake.failure(21, 21_000)).contains("chain length");
        assertThat(LongestHandshake.failure(20, 80_000)).isNotNull();
        assertThat(LongestHandshake.failure(1, 100)).isNull();
    }
}
