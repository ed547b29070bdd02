package org.gridauthz.trust;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.util.List;

/** Where an issuer's keys come from; may take as long as its time-outs, so never called on a request's way. */
interface KeySource {
    /** @throws IOException if the keys could not be had, or none of them is usable; the message is for the operator */
    List<JWK> fetch(TokenIssuer issuer) throws IOException, InterruptedException;
}
