package org.gridauthz.gums.gumsadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The call of Axis 1.4 and its answer, as the specification prints them. */
class PrintedCallTest {
    private static byte[] printed(String name) {
        try (var in = Objects.requireNonNull(PrintedCallTest.class.getResourceAsStream("/gumsadmin/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isRead() {
        String exchange = new String(printed("manualGroupAdd3.http"), StandardCharsets.UTF_8);
        byte[] body = exchange.substring(exchange.indexOf("\n\n") + 2).getBytes(StandardCharsets.UTF_8);
        assertThat(RpcCall.read(body, body.length))
                .isEqualTo(new RpcCall(
                        "manualGroupAdd3",
                        List.of("admins", "/DC=org/DC=example/OU=People/CN=Ada Admin", ".*", "ada@example.org")));
    }

    @Test
    void isAnswered() throws Exception {
        assertThat(shape(RpcAnswer.done("manualGroupAdd3"))).isEqualTo(shape(printed("manualGroupAdd3Response.xml")));
    }

    /** Names and attributes without prefixes: those are for the writer to choose. */
    private static List<String> shape(byte[] xml) throws Exception {
        List<String> lines = new ArrayList<>();
        shape(
                DocumentBuilderFactory.newDefaultNSInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml))
                        .getDocumentElement(),
                lines);
        return lines;
    }

    private static void shape(Element element, List<String> lines) {
        lines.add("{" + element.getNamespaceURI() + "}" + element.getLocalName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node one = element.getAttributes().item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(one.getNamespaceURI())) {
                lines.add("@{" + one.getNamespaceURI() + "}" + one.getLocalName() + "=" + one.getNodeValue());
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                shape(inner, lines);
            }
        }
        lines.add("end");
    }
}
