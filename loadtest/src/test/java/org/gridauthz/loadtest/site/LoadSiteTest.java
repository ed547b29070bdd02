package org.gridauthz.loadtest.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.Finding;
import org.gridauthz.gums.policy.Lint;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.junit.jupiter.api.Test;

class LoadSiteTest {

    /** A GUMS without a policy answers every call, and quickly: that would be measured. */
    @Test
    void thePolicyOfTheLoadIsOneThatGumsTakes() {
        PolicyReading reading = PolicyReader.read(LoadSite.POLICY);

        assertThat(reading).isInstanceOf(PolicyReading.Read.class);
        Policy policy = ((PolicyReading.Read) reading).policy();
        List<Finding> errors = Lint.of(policy).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
        assertThat(errors).isEmpty();
    }
}
