package dev.greenroom.service;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every error as {@code application/problem+json}, and says of invalid input which field is wrong and why. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getFieldErrors().stream()
                .map(error -> new InvalidValue(error.getField(), String.valueOf(error.getDefaultMessage())))
                .sorted()
                .toList();
        invalid.getBody().setProperty("errors", errors);
        return super.handleMethodArgumentNotValid(invalid, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new InvalidValue(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .sorted()
                .toList();
        invalid.getBody().setProperty("errors", errors);
        return super.handleHandlerMethodValidationException(invalid, headers, status, request);
    }

    /** What nobody foresaw: the log has the reason, the client has not. */
    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException unexpected) {
        log.error("Request failed", unexpected);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "The request failed. The service's log has the reason.");
    }

    record InvalidValue(String field, String message) implements Comparable<InvalidValue> {
        @Override
        public int compareTo(InvalidValue other) {
            return field.compareTo(other.field);
        }
    }
}
