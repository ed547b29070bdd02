package org.gridauthz.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.gridauthz.changes.store.RequestKeyReusedException;
import org.gridauthz.changes.store.WriteUnavailableException;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Problem;
import org.gridauthz.web.Refusal;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every way an operation can fail, as a problem document. */
@RestControllerAdvice
public final class Problems {
    @ExceptionHandler
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        Bodies.write(refusal.problem(), response);
    }

    @ExceptionHandler
    void malformed(MalformedIdentityException e, HttpServletResponse response) throws IOException {
        write(ErrorCode.valueOf(e.code().name()), String.valueOf(e.getMessage()), response);
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException e, HttpServletResponse response) throws IOException {
        Bodies.write(JsonMistakes.of(e).problem(), response);
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    void nothingThere(Exception e, HttpServletResponse response) throws IOException {
        write(ErrorCode.NOT_FOUND, "nothing has this path", response);
    }

    @ExceptionHandler
    void method(HttpRequestMethodNotSupportedException e, HttpServletResponse response) throws IOException {
        Set<HttpMethod> methods = e.getSupportedHttpMethods();
        if (methods != null) {
            response.setHeader(
                    "Allow",
                    String.join(
                            ", ",
                            methods.stream().map(HttpMethod::name).sorted().toList()));
        }
        write(ErrorCode.METHOD_NOT_ALLOWED, "see the Allow header", response);
    }

    @ExceptionHandler
    void mediaType(HttpMediaTypeNotSupportedException e, HttpServletResponse response) throws IOException {
        write(ErrorCode.MEDIA_TYPE_UNSUPPORTED, "taken here: " + e.getSupportedMediaTypes(), response);
    }

    @ExceptionHandler
    void notAcceptable(HttpMediaTypeNotAcceptableException e, HttpServletResponse response) throws IOException {
        write(ErrorCode.NOT_ACCEPTABLE, "made here: " + e.getSupportedMediaTypes(), response);
    }

    @ExceptionHandler({ServletRequestBindingException.class, TypeMismatchException.class})
    void parameter(Exception e, HttpServletResponse response) throws IOException {
        String name = e instanceof TypeMismatchException mismatch ? mismatch.getPropertyName() : null;
        write(
                ErrorCode.PARAMETER_INVALID,
                name == null ? "a parameter is missing" : name + " has an impossible value",
                response);
    }

    @ExceptionHandler
    void keyReused(RequestKeyReusedException e, HttpServletResponse response) throws IOException {
        write(ErrorCode.CONFLICT, "this Idempotency-Key was used for another request", response);
    }

    @ExceptionHandler({
        WriteUnavailableException.class,
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        NonTransientDataAccessResourceException.class,
        TransientDataAccessException.class
    })
    void storage(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String incident = Incidents.log(request, e);
        Bodies.write(
                new Problem(ErrorCode.STORAGE_UNAVAILABLE, "the database did not answer in time", null, incident),
                response);
    }

    @ExceptionHandler
    void broken(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String incident = Incidents.log(request, e);
        Bodies.write(new Problem(ErrorCode.INTERNAL, "see the log", null, incident), response);
    }

    private static void write(ErrorCode code, String detail, HttpServletResponse response) throws IOException {
        Bodies.write(new Problem(code, detail, null, null), response);
    }
}
