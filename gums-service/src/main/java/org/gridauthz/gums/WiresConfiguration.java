package org.gridauthz.gums;

import java.time.InstantSource;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.gums.xacml.MappingQueriesServlet;
import org.gridauthz.gums.xacml.MappingQueriesServlet.Face;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.xacml.WireAnswers;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of GUMS and Argus, in front of the cores that answer our own. */
@Configuration(proxyBeanMethods = false)
class WiresConfiguration {
    @Bean
    WireAnswers gumsXacmlAnswers() {
        return new WireAnswers("gums-xacml");
    }

    @Bean
    WireAnswers argusPdpAnswers() {
        return new WireAnswers("argus-pdp");
    }

    @Bean
    ServletRegistrationBean<MappingQueriesServlet> gumsXacml(
            MappingCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers gumsXacmlAnswers) {
        return servlet("gums-xacml", calls, knowledge, clock, gumsXacmlAnswers, Face.GUMS);
    }

    @Bean
    ServletRegistrationBean<MappingQueriesServlet> argusPdp(
            MappingCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers argusPdpAnswers) {
        return servlet("argus-pdp", calls, knowledge, clock, argusPdpAnswers, Face.ARGUS);
    }

    private static ServletRegistrationBean<MappingQueriesServlet> servlet(
            String name,
            MappingCalls calls,
            KnowledgeCheck knowledge,
            InstantSource clock,
            WireAnswers answers,
            Face face) {
        var servlet = new ServletRegistrationBean<>(
                new MappingQueriesServlet(calls, knowledge, clock, answers, face), face.path());
        servlet.setName(name);
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
