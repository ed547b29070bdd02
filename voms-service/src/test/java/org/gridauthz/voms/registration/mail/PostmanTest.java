package org.gridauthz.voms.registration.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.registration.Letter;
import org.gridauthz.voms.registration.store.Outbox;
import org.gridauthz.voms.vo.store.Books;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail to a real SMTP server, and to one that is not there. */
class PostmanTest {
    @RegisterExtension
    final DatabaseBackend database = DatabaseBackend.h2();

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Books books;
    private Outbox outbox;

    @BeforeEach
    void start() {
        server.start();
        books = new Books(database.dataSource());
        outbox = new Outbox(books.ledger);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Postman postman() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "2000");
        sender.getJavaMailProperties().put("mail.smtp.timeout", "2000");
        return new Postman(outbox, sender, "vo@example.org", books.clock);
    }

    private void put(String recipient, String subject) {
        outbox.put("dune", null, recipient, new Letter(subject, "Dear Jörg,\n\nhello.\n"), books.clock.millis());
    }

    @Test
    void whatWaitsIsSentOnce() throws Exception {
        put("joerg@example.org", "a subject\r\nBcc: everybody@example.org");
        assertThat(postman().run()).isEqualTo(1);
        assertThat(postman().run()).isZero();
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).startsWith("a subject").doesNotContain("\n");
        assertThat(mail.getFrom()[0]).hasToString("vo@example.org");
        assertThat(String.valueOf(mail.getContent())).contains("Dear Jörg").contains("hello.");
    }

    @Test
    void anAddressThatIsNoneHoldsUpNoOther() {
        put("no address", "first");
        put("jane@example.org", "second");
        assertThat(postman().run()).isEqualTo(1);
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    void aServerThatIsAwayGetsItLater() {
        put("jane@example.org", "later");
        Postman postman = postman();
        server.stop();
        assertThat(postman.run()).isZero();
        assertThat(outbox.newest("dune", 0, 1).getFirst().lastError()).isNotEmpty();
        server.start();
        Postman again = postman();
        assertThat(again.run()).isZero();
        books.clock.turn(Duration.ofMinutes(2));
        assertThat(again.run()).isEqualTo(1);
        assertThat(outbox.waiting()).isZero();
    }
}
