package org.gridauthz.voms;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How registration runs at this site; the SMTP server is Boot's ({@code spring.mail.host}), and without one mail waits.
 *
 * @param mailFrom address of the sender
 * @param mailEvery how often waiting mail is taken to the server
 * @param dutiesEvery how often people are looked through for what is due
 */
@ConfigurationProperties("gridauthz.registration")
public record RegistrationSettings(
        @DefaultValue("gridauthz@localhost") String mailFrom,
        @DefaultValue("10s") Duration mailEvery,
        @DefaultValue("10m") Duration dutiesEvery) {}
