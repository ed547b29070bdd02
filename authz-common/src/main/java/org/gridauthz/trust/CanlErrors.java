package org.gridauthz.trust;

import eu.emi.security.authn.x509.ValidationErrorCode;

/** Which of our reasons each of canl's error codes is. A code that canl adds one day is a refusal without a name of its own. */
final class CanlErrors {
    private CanlErrors() {}

    static TrustReason reason(ValidationErrorCode code) {
        return switch (code) {
            case nsUndefinedAndRequired -> TrustReason.SIGNING_POLICY_MISSING;
            case nsDeny, nsNotAccepted -> TrustReason.NAMESPACE_VIOLATED;
            case inputError,
                    pubKeyError,
                    errorProcesingBC,
                    processLengthConstError,
                    subjAltNameExtError,
                    ncExtError,
                    ncSubjectNameError,
                    QcStatementExtError,
                    policyConstExtError,
                    policyExtError,
                    policyInhibitExtError,
                    policyMapExtError,
                    policyQualifierError -> TrustReason.CERTIFICATE_MALFORMED;
            case emptyCertPath -> TrustReason.CHAIN_EMPTY;
            case proxyEECInChain, proxyNoIssuer -> TrustReason.CHAIN_ORDER_WRONG;
            case proxyLength -> TrustReason.PROXY_PATH_LENGTH_EXCEEDED;
            case proxyIssuedByCa -> TrustReason.PROXY_ISSUED_BY_CA;
            case proxyNoIssuerSubject,
                    proxySubjectInconsistent,
                    proxySubjectOneRDN,
                    proxySubjectMultiLastRDN,
                    proxySubjectLastRDNNotCN,
                    proxySubjectBaseWrong -> TrustReason.PROXY_NAME_WRONG;
            case proxyTypeInconsistent -> TrustReason.PROXY_KINDS_MIXED;
            case proxyInconsistentlyLimited -> TrustReason.PROXY_LIMITED_SIGNED_FULL;
            case proxyIssuerNoDsig -> TrustReason.KEY_USAGE_WRONG;
            case proxyCASet, proxyIssuerAltNameSet, proxySubjectAltNameSet -> TrustReason.PROXY_INVALID;
            case noIssuerPublicKey, noTrustAnchorFound, rootKeyIsValidButNotATrustAnchor -> TrustReason.ANCHOR_UNKNOWN;
            case conflictingTrustAnchors, trustAnchorIssuerError, trustDNInvalid, trustKeyUsage, trustPubKeyError ->
                TrustReason.ANCHOR_UNFIT;
            case trustButInvalidCert, signatureNotVerified -> TrustReason.SIGNATURE_WRONG;
            case noBasicConstraints, noCACert -> TrustReason.ISSUER_NOT_A_CA;
            case noCertSign -> TrustReason.KEY_USAGE_WRONG;
            case pathLenghtExtended -> TrustReason.PATH_LENGTH_EXCEEDED;
            case certificateNotYetValid -> TrustReason.CERTIFICATE_NOT_YET_VALID;
            case certificateExpired -> TrustReason.CERTIFICATE_EXPIRED;
            case unknownCriticalExt, unknownCriticalExts, criticalExtensionError ->
                TrustReason.CRITICAL_EXTENSION_UNKNOWN;
            case explicitPolicy, invalidPolicyMapping, invalidPolicy, noValidPolicyTree ->
                TrustReason.CERTIFICATE_POLICY_VIOLATED;
            case excludedDN, excludedEmail, excludedIP, notPermittedDN, notPermittedEmail, notPermittedIP ->
                TrustReason.NAME_CONSTRAINT_VIOLATED;
            case certRevoked, ocspCertRevoked -> TrustReason.CERTIFICATE_REVOKED;
            case noBaseCRL, noValidCrlFound, noCrlForExpiredCert, noCrlInCertstore -> TrustReason.CRL_MISSING;
            case crlVerifyFailed,
                    distrPtExtError,
                    crlAuthInfoAccError,
                    crlBCExtError,
                    crlDistPtExtError,
                    crlExtractionError,
                    crlIssuerException,
                    crlNoIssuerPublicKey,
                    crlOnlyAttrCert,
                    crlOnlyCaCert,
                    crlOnlyUserCert,
                    crlReasonExtError,
                    onlineCRLWrongCA,
                    onlineInvalidCRL,
                    noCrlSigningPermited,
                    loadCrlDistPointError,
                    localInvalidCRL,
                    crlUnknownCritExt,
                    crlNoIssuerForDP,
                    crlNoIssuerAndDP,
                    crlIDPAndDPMismatch,
                    crlDeltaProblem,
                    crlAKIExtError -> TrustReason.CRL_INVALID;
            case unknown,
                    unknownMsg,
                    invalidCertificatePath,
                    certWrongIssuer,
                    certPathCheckerError,
                    ocspNoResponder,
                    ocspResponderQueryError,
                    ocspResponseInvalid,
                    ocspOtherError -> TrustReason.CHAIN_INVALID;
            default -> TrustReason.CHAIN_INVALID;
        };
    }
}
