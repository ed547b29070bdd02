package org.gridauthz.gums.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridmapdirNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/DC=org/CN=Alice Adams, %2fdc%3dorg%2fcn%3dalice%20adams",
                "/C=DE/CN=J\\xC3\\xBCrgen, %2fc%3dde%2fcn%3dj%5cxc3%5cxbcrgen",
                "/CN=host/ce1.example.org, %2fcn%3dhost%2fce1%2eexample%2eorg",
                "/CN=../../etc/passwd, %2fcn%3d%2e%2e%2f%2e%2e%2fetc%2fpasswd"
            })
    void aNameIsEncodedAsOnDisk(String dn, String link) {
        assertThat(GridmapdirName.of(dn).text()).isEqualTo(link);
        assertThat(GridmapdirName.of(dn).folded()).isEqualTo(link);
    }

    @Test
    void groupsAndCaseAreNotCompared() {
        GridmapdirName found = new GridmapdirName("%2Fdc%3Dorg%2FCN%3Dalice%20adams:cms:prod");
        assertThat(found.folded())
                .isEqualTo(GridmapdirName.of("/DC=org/CN=ALICE adams").folded());
        assertThat(found.key())
                .isEqualTo(GridmapdirName.of("/dc=org/cn=alice Adams").key());
        assertThat(found.key())
                .isNotEqualTo(GridmapdirName.of("/DC=org/CN=Alice").key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cms001", ".", "%2f", "%2fcn%3d/etc", "%2fcn%zz", "%2fcn\n", "%2fcn:a/b", "x%2fcn", "%20cn"})
    void whatIsNoLinkOfAGridmapdirIsRefused(String text) {
        assertThat(GridmapdirName.looksLike(text)).isFalse();
        assertThatThrownBy(() -> new GridmapdirName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverTheNameTheLinkStaysInItsDirectory() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 5_000; round++) {
            int[] points = random.ints(random.nextInt(1, 40), 1, 0x500).toArray();
            String link = GridmapdirName.of("/CN=" + new String(points, 0, points.length))
                    .text();
            assertThat(link).matches("[a-z0-9%]+").startsWith("%2fcn%3d");
        }
    }
}
