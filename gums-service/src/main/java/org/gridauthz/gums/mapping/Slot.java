package org.gridauthz.gums.mapping;

import java.util.List;

/**
 * One group in one mapping of one host rule: the unit of the ordered evaluation.
 *
 * @param order its place in the host rule
 */
record Slot(int order, String mapping, UserGroup group, List<AccountMapper> mappers) {}
