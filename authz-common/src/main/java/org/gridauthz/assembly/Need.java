package org.gridauthz.assembly;

import java.util.function.BooleanSupplier;

/**
 * Something of its own that a service cannot answer honestly without: until then it is not ready.
 *
 * @param name as health shows it
 */
public record Need(String name, BooleanSupplier met) {}
