package org.gridauthz.xacml;

/** The names of the wire: namespaces, attributes, obligations (authz-interop profile 1.2 and Argus' profiles). */
public final class Vocabulary {
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    /** Of working draft 5 of the SAML profile; no grid client uses the final one's. */
    static final String QUERY = "urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol";

    static final String STATEMENT = "urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:assertion";
    static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";
    static final String POLICY = "urn:oasis:names:tc:xacml:2.0:policy:schema:os";

    static final String ACCESS_SUBJECT = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";

    private static final String INTEROP = "http://authz-interop.org/xacml/";
    private static final String DCI_SEC = "http://dci-sec.org/xacml/attribute/";
    private static final String GLITE = "http://glite.org/xacml/attribute/";

    static final String SUBJECT_X509_ID = INTEROP + "subject/subject-x509-id";
    static final String SUBJECT_X509_ISSUER = INTEROP + "subject/subject-x509-issuer";
    static final String VO = INTEROP + "subject/vo";
    static final String VOMS_FQAN = INTEROP + "subject/voms-fqan";
    static final String VOMS_PRIMARY_FQAN = INTEROP + "subject/voms-primary-fqan";
    /** Says of an attribute that its sender has not verified it. */
    static final String NOT_VERIFIED = INTEROP + "issuer/none";

    static final String DNS_HOST_NAME = INTEROP + "resource/dns-host-name";
    static final String RESOURCE_X509_ID = INTEROP + "resource/resource-x509-id";
    static final String OBLIGATION_SUPPORTED = INTEROP + "environment/pep-oblig-supported";

    static final String SUBJECT_ID = "urn:oasis:names:tc:xacml:1.0:subject:subject-id";
    static final String KEY_INFO = "urn:oasis:names:tc:xacml:1.0:subject:key-info";
    static final String RESOURCE_ID = "urn:oasis:names:tc:xacml:1.0:resource:resource-id";

    static final String DCI_SUBJECT_ISSUER = DCI_SEC + "subject-issuer";
    static final String DCI_VO = DCI_SEC + "virtual-organization";
    static final String DCI_GROUP = DCI_SEC + "group";
    static final String DCI_PRIMARY_GROUP = DCI_SEC + "group/primary";
    static final String DCI_ROLE = DCI_SEC + "role";
    static final String DCI_PRIMARY_ROLE = DCI_SEC + "role/primary";
    static final String DCI_PROFILE = DCI_SEC + "profile-id";

    static final String GLITE_SUBJECT_ISSUER = GLITE + "subject-issuer";
    static final String GLITE_VO = GLITE + "virtual-organization";
    static final String GLITE_FQAN = GLITE + "fqan";
    static final String GLITE_PRIMARY_FQAN = GLITE + "fqan/primary";
    static final String GLITE_PROFILE = GLITE + "profile-id";

    /** The account's name. */
    public static final String USERNAME = INTEROP + "obligation/username";
    /** The account's numbers. */
    public static final String UIDGID = INTEROP + "obligation/uidgid";
    /** The numbers of its further groups. */
    public static final String SECONDARY_GIDS = INTEROP + "obligation/secondary-gids";
    /** Names of account and groups; the extension of 2014. */
    public static final String ACCOUNT = INTEROP + "obligation/account";

    private static final String ASSIGNED = INTEROP + "attribute/";
    static final String A_USERNAME = ASSIGNED + "username";
    static final String A_UID = ASSIGNED + "posix-uid";
    static final String A_GID = ASSIGNED + "posix-gid";
    static final String A_PRIMARY_GROUP = ASSIGNED + "primary-groupname";
    static final String A_SECONDARY_GROUP = ASSIGNED + "secondary-groupname";

    static final String STRING = "http://www.w3.org/2001/XMLSchema#string";
    static final String INTEGER = "http://www.w3.org/2001/XMLSchema#integer";

    private Vocabulary() {}
}
