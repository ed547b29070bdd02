package org.gridauthz.gums.mapping;

import java.util.List;

/** What counts on some hosts: the slots of their mappings, in order. */
final class Scope {
    private final List<Slot> slots;

    Scope(List<Slot> slots) {
        this.slots = List.copyOf(slots);
    }

    List<Slot> slots() {
        return slots;
    }
}
