package org.gridauthz.memberlist.voms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VomsEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "https://v.example.org:8443/voms/cms, https://v.example.org:8443/voms/cms/services/VOMSCompatibility",
        "https://v.example.org:8443/voms/cms/, https://v.example.org:8443/voms/cms/services/VOMSCompatibility",
        "https://v.example.org:8443/voms/cms/services/VOMSAdmin,"
                + " https://v.example.org:8443/voms/cms/services/VOMSCompatibility",
        "https://v.example.org/edg-voms-admin/cms/services/VOMSCompatibility,"
                + " https://v.example.org/edg-voms-admin/cms/services/VOMSCompatibility"
    })
    void theServiceIsFoundBelowTheVo(String url, URI endpoint) {
        assertThat(VomsEndpoint.of(url)).isEqualTo(endpoint);
    }
}
