package org.gridauthz.gums.mapping;

import org.gridauthz.identity.Subject;

/** The question: on this host, which account does this subject become. */
public record MappingRequest(Host host, Subject subject) {}
