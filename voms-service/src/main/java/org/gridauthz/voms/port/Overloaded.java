package org.gridauthz.voms.port;

import org.gridauthz.tls.TlsPort;
import org.gridauthz.voms.attribute.Answer;
import org.gridauthz.voms.attribute.Refusal;
import org.gridauthz.voms.port.Opening.Form;
import org.jspecify.annotations.Nullable;

/**
 * What whoever asks hears while his community asks for more than its share: the error document of the protocol he speaks (voms.md §3.3, §4.2). His
 * request is read as far as the form of the answer depends on it; nothing is looked up, recorded or signed.
 */
final class Overloaded {
    private Overloaded() {}

    static TlsPort.Dialogue dialogue(String vo) {
        Opening opening = new Opening();
        return (bytes, length) -> answer(vo, opening.take(bytes, length));
    }

    private static byte @Nullable [] answer(String vo, Opening.@Nullable Said said) {
        return switch (said) {
            case null -> null;
            case Opening.Nonsense nonsense -> new byte[0];
            case Opening.TooLong tooLong -> written(vo, tooLong.form(), true);
            case Opening.Whole whole ->
                written(
                        vo,
                        whole.form(),
                        whole.form() == Form.HTTP
                                || XmlRequest.read(vo, whole.text()).base64());
        };
    }

    private static byte[] written(String vo, Form form, boolean base64) {
        Refusal why = Refusal.overloaded(vo);
        return VoPort.written(form, new Reading.Not(why, base64), new Answer.Refused(why));
    }
}
