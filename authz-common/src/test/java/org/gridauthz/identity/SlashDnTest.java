package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlashDnTest {
    @ParameterizedTest
    @CsvSource({
        "/DC=org/USERID=x, /DC=org/UID=x",
        "/DC=org/UserId=x, /DC=org/UID=x",
        "/DC=org/userid=x, /DC=org/UID=x",
        "/DC=org/uid=x, /DC=org/UID=x",
        "/DC=org/0.9.2342.19200300.100.1.1=x, /DC=org/UID=x",
        "/CN=x/E=a@b, /CN=x/Email=a@b",
        "/CN=x/e=a@b, /CN=x/Email=a@b",
        "/CN=x/email=a@b, /CN=x/Email=a@b",
        "/CN=x/Email=a@b, /CN=x/Email=a@b",
        "/CN=x/EMAIL=a@b, /CN=x/Email=a@b",
        "/CN=x/emailAddress=a@b, /CN=x/Email=a@b",
        "/CN=x/EmailAddress=a@b, /CN=x/Email=a@b",
        "/CN=x/emailaddress=a@b, /CN=x/Email=a@b",
        "/CN=x+uid=y, /CN=x+UID=y",
        "/cn=X, /CN=X",
        "/S=Lazio, /ST=Lazio",
        "/CN=José, /CN=Jos\\xC3\\xA9",
        "/CN=Jos\\xc3\\xa9, /CN=Jos\\xC3\\xA9",
        "/CN=Jos\\xE9, /CN=Jos\\xC3\\xA9",
        "/CN=\\x00J\\x00o\\x00s\\x00\\xE9, /CN=Jos\\xC3\\xA9",
        "/CN=cost \\x24 5, /CN=cost $ 5",
        "/CN=host/x.org, /CN=host/x.org",
        "/CN=host\\/x.org, /CN=host/x.org",
        "/CN=a\\+b, /CN=a+b",
        "/CN=uid, /CN=uid",
        "/CN=x\\y, /CN=x\\y",
    })
    void foldsSpellings(String text, String folded) {
        assertThat(new SlashDn(text).folded()).isEqualTo(folded);
    }

    @Test
    void foldingKeepsTheCaseOfValues() {
        assertThat(new SlashDn("/CN=Jane").folded()).isNotEqualTo(new SlashDn("/CN=jane").folded());
    }
}
