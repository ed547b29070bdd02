package org.gridauthz.gums.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gridauthz.gums.pool.MalformedRangeException.Code;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountRangeTest {
    @ParameterizedTest
    @CsvSource({
        "grid0050-0125, 76, grid0050, grid0125",
        "grid0050-125, 76, grid0050, grid0125",
        "grid0050-0050, 1, grid0050, grid0050",
        "cms1-9, 9, cms1, cms9",
        "cms098-102, 5, cms098, cms102",
        "t-2k01-12, 12, t-2k01, t-2k12",
        "u_0-3, 4, u_0, u_3",
        "pool00001-50000, 50000, pool00001, pool50000",
        "test1, 1, test1, test1",
        "lsst, 1, lsst, lsst",
    })
    void namesAllAccounts(String text, int size, String first, String last) {
        AccountRange range = AccountRange.parse(text);
        assertThat(range.size()).isEqualTo(size);
        assertThat(range.accounts())
                .hasSize(size)
                .doesNotHaveDuplicates()
                .startsWith(first)
                .endsWith(last);
        assertThat(range).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "grid50-125, RANGE_MALFORMED",
        "grid0050-00125, RANGE_MALFORMED",
        "50-60, ACCOUNT_MALFORMED",
        "x50-40, RANGE_MALFORMED",
        "cms-5, RANGE_MALFORMED",
        "cms001-, RANGE_MALFORMED",
        "grid1999-05, RANGE_MALFORMED",
        "a1234567890-1234567899, RANGE_MALFORMED",
        "pool00000-50000, RANGE_TOO_LARGE",
        "'', ACCOUNT_MALFORMED",
        "'cms001 -005', ACCOUNT_MALFORMED",
        "'../x01-05', ACCOUNT_MALFORMED",
        "cms٠٠١-٠٠٥, ACCOUNT_MALFORMED",
    })
    void refusesTheRest(String text, String code) {
        assertThatThrownBy(() -> AccountRange.parse(text))
                .isInstanceOfSatisfying(
                        MalformedRangeException.class, e -> assertThat(e.code()).isEqualTo(Code.valueOf(code)));
    }
}
