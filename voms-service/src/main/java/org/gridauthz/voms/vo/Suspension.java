package org.gridauthz.voms.vo;

import java.time.Instant;

/**
 * Somebody, or one certificate, gets nothing for now.
 *
 * @param reason as shown to her
 */
public record Suspension(SuspensionCode code, String reason, Instant since) {}
