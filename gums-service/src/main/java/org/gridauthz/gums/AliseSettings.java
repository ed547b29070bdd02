package org.gridauthz.gums;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask as dCache's ALISE plug-in does; nobody, and nothing is served.
 *
 * @param callers API keys by their hash
 */
@ConfigurationProperties("gridauthz.alise")
record AliseSettings(@DefaultValue List<Caller> callers) {
    /**
     * A key and whom it stands for.
     *
     * @param keySha256 of the key, in hex
     * @param dn whose rights and host count
     */
    record Caller(String keySha256, String dn) {}
}
