package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One name in both notations is one text; what cannot be told is refused. */
class CommaDnTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/DC=org/CN=Jane Doe | /DC=org/CN=Jane Doe",
                "CN=Jane Doe,DC=org | /DC=org/CN=Jane Doe",
                "CN=Jane Doe, OU=People, DC=org | /DC=org/OU=People/CN=Jane Doe",
                "CN=Doe\\, Jane,DC=org | /DC=org/CN=Doe, Jane",
                "CN=\"Doe, Jane\",DC=org | /DC=org/CN=Doe, Jane",
                "CN=host/ce1.example.org, DC=org | /DC=org/CN=host/ce1.example.org",
                "EMAILADDRESS=a@example.org, CN=a | /CN=a/emailAddress=a@example.org",
                "1.2.3.4=x, CN=a | /CN=a/1.2.3.4=x",
                "CN=Zoë | /CN=Zo\\xC3\\xAB",
            })
    void oneTextForBoth(String given, String slash) {
        assertThat(CommaDn.slash(given).text()).isEqualTo(slash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ANY",
                "CN",
                "=x",
                "Jane Doe, DC=org",
                // "/DC=org/CN=host/ce1" and "/DC=org/CN=Doe, Jane" as a sender that does not escape turns them round
                "ce1.example.org, CN=host, DC=org",
                "CN=Doe, Jane, DC=org",
                "CN=#0401, DC=org",
                "CN=\\41, DC=org",
                "CN=a\u0000, DC=org",
            })
    void neverGuessed(String given) {
        assertThatExceptionOfType(MalformedIdentityException.class).isThrownBy(() -> CommaDn.slash(given));
    }
}
