package org.gridauthz.cli.compare;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.xacml.QueryWriter;
import org.gridauthz.xacml.ReplyReader;
import org.gridauthz.xacml.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Whatever answers XACML 2.0 in SOAP: a GUMS of 1.3 or later, SAZ, an Argus PDP, ours. One that maps nobody is asked for its decision alone, which
 * then is all that is compared. NotApplicable counts as a refusal, as gatekeepers take it.
 */
final class XacmlSide implements OneByOne {
    private static final List<String> ANNOUNCED =
            List.of(Vocabulary.USERNAME, Vocabulary.UIDGID, Vocabulary.SECONDARY_GIDS, Vocabulary.ACCOUNT);

    private final Calls calls;
    private final URI url;
    private final @Nullable String host;
    private final InstantSource clock = InstantSource.system();

    XacmlSide(Calls calls, URI url, @Nullable String host) {
        this.calls = calls;
        this.url = url;
        this.host = host;
    }

    @Override
    public Said answer(Asked subject) {
        List<Fqan> fqans = subject.fqans().stream().map(Fqan::parse).toList();
        byte[] query = QueryWriter.write(clock.instant(), new SlashDn(subject.dn()), fqans, host, ANNOUNCED);
        Calls.Raw answer = calls.raw(HttpRequest.newBuilder(url)
                .timeout(Calls.DEADLINE)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofByteArray(query))
                .build());
        return answer.body() == null ? Said.unknown(answer.why()) : said(ReplyReader.read(answer.body()), answer.why());
    }

    private static Said said(ReplyReader.Reading reading, String why) {
        return switch (reading) {
            case ReplyReader.Answered answered ->
                switch (answered.decision()) {
                    case "Permit" -> new Said("permit", answered.account(), answered.message());
                    case "Deny", "NotApplicable" -> Said.deny(answered.message());
                    default -> Said.unknown(answered.decision());
                };
            case ReplyReader.Faulted fault -> Said.unknown(fault.message());
            case ReplyReader.NotAnswered not ->
                Said.unknown(why + ", " + not.why().code());
        };
    }
}
