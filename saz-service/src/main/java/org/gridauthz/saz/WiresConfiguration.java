package org.gridauthz.saz;

import java.time.InstantSource;
import org.gridauthz.saz.decision.rest.DecisionCalls;
import org.gridauthz.saz.xacml.DecisionQueriesServlet;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.xacml.WireAnswers;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of SAZ and Argus, in front of the core that answers our own. */
@Configuration(proxyBeanMethods = false)
class WiresConfiguration {
    @Bean
    WireAnswers sazXacmlAnswers() {
        return new WireAnswers("saz-xacml");
    }

    @Bean
    WireAnswers argusAnswers() {
        return new WireAnswers("argus");
    }

    @Bean
    ServletRegistrationBean<DecisionQueriesServlet> sazXacml(
            DecisionCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers sazXacmlAnswers) {
        var servlet = new ServletRegistrationBean<>(
                new DecisionQueriesServlet(calls, knowledge, clock, sazXacmlAnswers, false),
                DecisionQueriesServlet.PATH);
        servlet.setName("saz-xacml");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    ServletRegistrationBean<DecisionQueriesServlet> argus(
            DecisionCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers argusAnswers) {
        var servlet = new ServletRegistrationBean<>(
                new DecisionQueriesServlet(calls, knowledge, clock, argusAnswers, true),
                DecisionQueriesServlet.ARGUS_PATH);
        servlet.setName("argus");
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}
