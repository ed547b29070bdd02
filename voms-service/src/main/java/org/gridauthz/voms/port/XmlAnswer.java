package org.gridauthz.voms.port;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.attribute.Answer;
import org.gridauthz.voms.attribute.Refusal;
import org.gridauthz.voms.attribute.Warning;

/**
 * An answer of the XML protocol (voms.md §4.2), which its end of stream ends. {@code error} carries warnings, with numbers
 * below 1000, as well. Clients want some {@code ac} they can decode: where there is none it holds the letter A.
 *
 * @param base64 whether the client asked for it; else VOMS's own alphabet
 */
record XmlAnswer(boolean base64) {
    private static final byte[] NO_AC = {'A'};

    byte[] of(Answer answer) {
        return switch (answer) {
            case Answer.Issued issued ->
                document(issued.warnings(), new byte[0], issued.ac().der());
            case Answer.Listed listed -> document(listed.warnings(), list(listed.fqans()), NO_AC);
            case Answer.Refused refused -> refused(refused.why());
        };
    }

    byte[] refused(Refusal why) {
        return document(List.of(new Warning(why.cause().number(), why.message())), new byte[0], NO_AC);
    }

    private byte[] document(List<Warning> items, byte[] data, byte[] ac) {
        StringBuilder out = new StringBuilder(256 + 2 * ac.length)
                .append("<?xml version=\"1.0\" encoding = \"US-ASCII\"?><vomsans><version>3</version>");
        if (!items.isEmpty()) {
            out.append("<error>");
            for (Warning item : items) {
                out.append("<item><number>").append(item.number()).append("</number><message>");
                out.append(Markup.ascii(item.text())).append("</message></item>");
            }
            out.append("</error>");
        }
        if (data.length > 0) {
            out.append("<bitstr>").append(encoded(data)).append("</bitstr>");
        }
        out.append("<ac>").append(encoded(ac)).append("</ac></vomsans>");
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] list(List<Fqan> fqans) {
        return fqans.stream()
                .map(Fqan::toString)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String encoded(byte[] bytes) {
        return base64 ? Payload.base64(bytes) : Payload.own(bytes);
    }
}
