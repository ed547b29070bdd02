package org.gridauthz.assembly;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.audit.store.DecisionFile;
import org.gridauthz.tracing.CallSpans;
import org.gridauthz.tracing.SpanPipe;
import org.gridauthz.tracing.TraceFilter;
import org.gridauthz.tracing.TraceSettings;
import org.gridauthz.tracing.TracedTrail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Spans for OpenTelemetry. Without {@code gridauthz.traces.endpoint} there is no filter, no thread and no span. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("gridauthz.traces.endpoint")
@EnableConfigurationProperties(TraceSettings.class)
class TracesAssembly {
    /** Where VOMS has its one call that decides and is a controller's. */
    private static final String GENERATE_AC = "/voms/*";

    @Bean
    SpanPipe spanPipe(
            TraceSettings settings,
            @Value("${spring.application.name}") String service,
            @Value("${spring.application.version:unknown}") String version) {
        return new SpanPipe(
                settings,
                Resource.create(Attributes.builder()
                        .put("service.namespace", "gridauthz")
                        .put("service.name", service)
                        .put("service.version", version)
                        .put("service.instance.id", Upkeep.instanceName())
                        .build()));
    }

    /** The pipe closes it, and not before it has sent what waits. */
    @Bean(destroyMethod = "")
    MeterBinder traceMeters(SpanPipe pipe) {
        return pipe.export();
    }

    @Bean
    CallSpans callSpans(SpanPipe pipe, @Value("${spring.application.name}") String service) {
        return new CallSpans(pipe.tracer(), service);
    }

    @Bean
    @Primary
    DecisionTrail tracedTrail(DecisionFile file, CallSpans spans) {
        return new TracedTrail(file, spans);
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(
            CallSpans spans, TraceSettings settings, List<ServletRegistrationBean<?>> servlets) {
        String controllers = DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME;
        var filter = new FilterRegistrationBean<>(new TraceFilter(spans, settings.continueFrom(), controllers));
        filter.setName("traces");
        filter.setUrlPatterns(List.of(GENERATE_AC));
        filter.setServletNames(servlets.stream()
                .map(ServletRegistrationBean::getServletName)
                .filter(name -> !name.equals(controllers) && !name.equals("metrics"))
                .toList());
        return filter;
    }
}
