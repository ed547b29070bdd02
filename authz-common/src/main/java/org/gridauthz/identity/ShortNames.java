package org.gridauthz.identity;

import java.util.HashMap;
import java.util.Map;

/**
 * OpenSSL's short names for attribute types: its object table (3.0) under the arcs that names use. A type that is not here is
 * rendered as its dotted OID.
 */
final class ShortNames {
    /** An arc, then pairs of last number and short name. */
    private static final String TABLE = """
            0.9.2342.19200300.100.1: 1 UID 2 textEncodedORAddress 3 mail 4 info 5 favouriteDrink 6 roomNumber
            0.9.2342.19200300.100.1: 7 photo 8 userClass 9 host 10 manager 11 documentIdentifier 12 documentTitle
            0.9.2342.19200300.100.1: 13 documentVersion 14 documentAuthor 15 documentLocation
            0.9.2342.19200300.100.1: 20 homeTelephoneNumber 21 secretary 22 otherMailbox 23 lastModifiedTime
            0.9.2342.19200300.100.1: 24 lastModifiedBy 25 DC 26 aRecord 27 pilotAttributeType27 28 mXRecord
            0.9.2342.19200300.100.1: 29 nSRecord 30 sOARecord 31 cNAMERecord 37 associatedDomain
            0.9.2342.19200300.100.1: 38 associatedName 39 homePostalAddress 40 personalTitle
            0.9.2342.19200300.100.1: 41 mobileTelephoneNumber 42 pagerTelephoneNumber 43 friendlyCountryName
            0.9.2342.19200300.100.1: 44 uid 45 organizationalStatus 46 janetMailbox 47 mailPreferenceOption
            0.9.2342.19200300.100.1: 48 buildingName 49 dSAQuality 50 singleLevelQuality 51 subtreeMinimumQuality
            0.9.2342.19200300.100.1: 52 subtreeMaximumQuality 53 personalSignature 54 dITRedirect 55 audio
            0.9.2342.19200300.100.1: 56 documentPublisher
            1.2.840.113549.1.9: 1 emailAddress 2 unstructuredName 8 unstructuredAddress
            1.3.6.1.4.1.311.60.2.1: 1 jurisdictionL 2 jurisdictionST 3 jurisdictionC
            1.3.6.1.5.5.7.9: 1 id-pda-dateOfBirth 2 id-pda-placeOfBirth 3 id-pda-gender
            1.3.6.1.5.5.7.9: 4 id-pda-countryOfCitizenship 5 id-pda-countryOfResidence
            2.5.4: 3 CN 4 SN 5 serialNumber 6 C 7 L 8 ST 9 street 10 O 11 OU 12 title 13 description
            2.5.4: 14 searchGuide 15 businessCategory 16 postalAddress 17 postalCode 18 postOfficeBox
            2.5.4: 19 physicalDeliveryOfficeName 20 telephoneNumber 21 telexNumber 22 teletexTerminalIdentifier
            2.5.4: 23 facsimileTelephoneNumber 24 x121Address 25 internationaliSDNNumber 26 registeredAddress
            2.5.4: 27 destinationIndicator 28 preferredDeliveryMethod 29 presentationAddress
            2.5.4: 30 supportedApplicationContext 31 member 32 owner 33 roleOccupant 34 seeAlso 35 userPassword
            2.5.4: 36 userCertificate 37 cACertificate 38 authorityRevocationList 39 certificateRevocationList
            2.5.4: 40 crossCertificatePair 41 name 42 GN 43 initials 44 generationQualifier
            2.5.4: 45 x500UniqueIdentifier 46 dnQualifier 47 enhancedSearchGuide 48 protocolInformation
            2.5.4: 49 distinguishedName 50 uniqueMember 51 houseIdentifier 52 supportedAlgorithms
            2.5.4: 53 deltaRevocationList 54 dmdName 65 pseudonym 72 role 97 organizationIdentifier 98 c3 99 n3
            2.5.4: 100 dnsName
            """;

    private static final Map<String, String> BY_OID = read();

    private ShortNames() {}

    static String of(String oid) {
        return BY_OID.getOrDefault(oid, oid);
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split("[: ]+");
            for (int i = 1; i < words.length; i += 2) {
                names.put(words[0] + "." + words[i], words[i + 1]);
            }
        }
        return Map.copyOf(names);
    }
}
