package org.gridauthz.gums.policy.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;

/** A policy document as a body. */
final class PolicyBody {
    static final String YAML = "application/yaml";
    private static final int SHOWN = 20;

    private PolicyBody() {}

    static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(ErrorCode.POLICY_INVALID, "the document is not UTF-8");
        }
    }

    static Policy policy(String document) {
        return switch (PolicyReader.read(document)) {
            case PolicyReading.Read read -> read.policy();
            case PolicyReading.Refused refused -> throw invalid(refused.mistakes());
        };
    }

    static Refusal invalid(List<Mistake> mistakes) {
        return new Refusal(
                ErrorCode.POLICY_INVALID,
                mistakes.stream().limit(SHOWN).map(Mistake::toString).collect(Collectors.joining("; ")));
    }
}
