package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import eu.emi.security.authn.x509.ValidationErrorCode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CanlErrorsTest {
    /** What canl itself calls unknown, and OCSP, which it is never asked to do. */
    private static final Set<ValidationErrorCode> NAMELESS = EnumSet.of(
            ValidationErrorCode.unknown,
            ValidationErrorCode.unknownMsg,
            ValidationErrorCode.invalidCertificatePath,
            ValidationErrorCode.certWrongIssuer,
            ValidationErrorCode.certPathCheckerError,
            ValidationErrorCode.ocspNoResponder,
            ValidationErrorCode.ocspResponderQueryError,
            ValidationErrorCode.ocspResponseInvalid,
            ValidationErrorCode.ocspOtherError);

    @ParameterizedTest
    @EnumSource(ValidationErrorCode.class)
    void everyCodeOfCanlHasAReason(ValidationErrorCode code) {
        assertThat(CanlErrors.reason(code) == TrustReason.CHAIN_INVALID).isEqualTo(NAMELESS.contains(code));
    }
}
