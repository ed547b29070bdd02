package org.gridauthz.web.rest;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's last word on a request that nobody answered, as a problem document instead of a page: paths that cannot be
 * read, servlets that broke. Made by Tomcat from its class name.
 */
public final class ProblemReports extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ErrorCode code = code(response.getStatus());
        String incident = code == ErrorCode.INTERNAL
                ? Incidents.log(
                        request.getRequest(), failure == null ? new IllegalStateException("status only") : failure)
                : null;
        String detail = code == ErrorCode.INTERNAL ? "see the log" : "the request cannot be served as it is";
        try {
            response.setStatus(code.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(new String(new Problem(code, detail, null, incident).toJson(), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("nobody hears the error report", gone);
        }
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 405, 501 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.BODY_TOO_LARGE;
            case 415 -> ErrorCode.MEDIA_TYPE_UNSUPPORTED;
            case 503 -> ErrorCode.NOT_READY;
            default -> status < 500 ? ErrorCode.PARAMETER_INVALID : ErrorCode.INTERNAL;
        };
    }
}
