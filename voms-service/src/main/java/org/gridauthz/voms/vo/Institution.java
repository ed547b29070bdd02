package org.gridauthz.voms.vo;

import java.util.List;

/**
 * Where members work.
 *
 * @param representatives ids of the people who approve its applicants
 */
public record Institution(String id, String name, List<String> representatives) {
    public Institution {
        representatives = List.copyOf(representatives);
    }
}
