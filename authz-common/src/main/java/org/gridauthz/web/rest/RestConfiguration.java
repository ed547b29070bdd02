package org.gridauthz.web.rest;

import io.micrometer.observation.ObservationRegistry;
import org.apache.catalina.core.StandardHost;
import org.gridauthz.tls.TlsSettings;
import org.gridauthz.web.Access;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.servlet.filter.OrderedRequestContextFilter;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.ServerHttpObservationFilter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;

/** What a service with a REST interface imports, leaving out Boot's own error pages ({@code ErrorMvcAutoConfiguration}). */
@Configuration(proxyBeanMethods = false)
@Import(Problems.class)
public class RestConfiguration {
    private static final String CONTROLLERS = DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 64 << 10;

    @Bean
    Admins admins(Access access, TlsSettings tls) {
        return new Admins(
                access, tls.listeners().stream().anyMatch(one -> one.name().equals(Admins.LISTENER)));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit());
        filter.setName("body-limit");
        return filter;
    }

    @Bean
    OrderedRequestContextFilter requestContextFilter() {
        return new OrderedRequestContextFilter();
    }

    /** Not before every servlet, as Boot would have it: those of the hot path have no use for what it sets up. */
    @Bean
    FilterRegistrationBean<OrderedRequestContextFilter> requestContexts(OrderedRequestContextFilter contexts) {
        var filter = new FilterRegistrationBean<>(contexts);
        filter.addServletNames(CONTROLLERS);
        return filter;
    }

    /** As above: calls of controllers are observed, the hot path counts for itself. */
    @Bean
    FilterRegistrationBean<ServerHttpObservationFilter> webMvcObservationFilter(ObservationRegistry registry) {
        var filter = new FilterRegistrationBean<>(new ServerHttpObservationFilter(registry));
        filter.addServletNames(CONTROLLERS);
        return filter;
    }

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return factory -> factory.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .maxNameLength(128)
                        .maxNumberLength(32)
                        .build());
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReports.class.getName());
            }
        });
    }
}
