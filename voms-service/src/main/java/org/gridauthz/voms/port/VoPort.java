package org.gridauthz.voms.port;

import java.security.cert.X509Certificate;
import java.util.List;
import org.gridauthz.tls.TlsPort;
import org.gridauthz.trust.VerifiedChain;
import org.gridauthz.voms.attribute.Answer;
import org.gridauthz.voms.attribute.Applicant;
import org.gridauthz.voms.attribute.Issuing;
import org.gridauthz.voms.attribute.Refusal;
import org.gridauthz.voms.port.Opening.Form;
import org.jspecify.annotations.Nullable;

/** The port of one VO: hears a request out, in either protocol, and answers it in the same. */
final class VoPort implements TlsPort.Service {
    private static final byte[] SILENCE = new byte[0];

    private final AnswerTrail trail;
    private volatile Issuing issuing;

    VoPort(Issuing issuing, AnswerTrail trail) {
        this.issuing = issuing;
        this.trail = trail;
    }

    /** Answers by other settings from now on. */
    void answerBy(Issuing other) {
        issuing = other;
    }

    @Override
    public TlsPort.Dialogue begin(VerifiedChain caller, List<X509Certificate> presented, String remoteAddress) {
        Opening opening = new Opening();
        Applicant applicant = new Applicant(caller, presented);
        return (bytes, length) -> answer(opening.take(bytes, length), applicant, remoteAddress);
    }

    @Override
    public TlsPort.Dialogue refuse() {
        return Overloaded.dialogue(vo());
    }

    /** Answers a query that came by another way. */
    RestReply reply(Applicant applicant, @Nullable String query, String remoteAddress) {
        long start = System.nanoTime();
        Reading reading = QueryReader.read(vo(), query);
        return RestAnswer.reply(answered(reading, applicant, remoteAddress, start));
    }

    private byte @Nullable [] answer(Opening.@Nullable Said said, Applicant applicant, String remoteAddress) {
        return switch (said) {
            case null -> null;
            case Opening.Nonsense nonsense -> SILENCE;
            case Opening.TooLong tooLong -> {
                Refusal why = Refusal.unintelligible(vo(), "it is longer than " + Opening.LONGEST + " bytes");
                yield written(tooLong.form(), new Reading.Not(why, true), new Answer.Refused(why));
            }
            case Opening.Whole whole -> {
                long start = System.nanoTime();
                Reading reading = whole.form() == Form.HTTP
                        ? RestRequest.read(vo(), whole.text())
                        : XmlRequest.read(vo(), whole.text());
                yield written(whole.form(), reading, answered(reading, applicant, remoteAddress, start));
            }
        };
    }

    private Answer answered(Reading reading, Applicant applicant, String remoteAddress, long start) {
        return trail.answered(vo(), applicant.chain(), remoteAddress, start, () -> answer(reading, applicant));
    }

    private Answer answer(Reading reading, Applicant applicant) {
        return switch (reading) {
            case Reading.Not not -> new Answer.Refused(not.why());
            case Reading.Understood understood ->
                understood.listOnly()
                        ? issuing.list(applicant, understood.asked())
                        : issuing.issue(applicant, understood.asked());
        };
    }

    static byte[] written(Form form, Reading reading, Answer answer) {
        return form == Form.HTTP ? RestAnswer.of(answer) : new XmlAnswer(reading.base64()).of(answer);
    }

    private String vo() {
        return issuing.authority().vo();
    }
}
