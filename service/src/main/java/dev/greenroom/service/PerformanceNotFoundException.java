package dev.greenroom.service;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Somebody asked for a performance that is not, or no longer, on the programme. */
final class PerformanceNotFoundException extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    PerformanceNotFoundException(long id) {
        super(HttpStatus.NOT_FOUND);
        setDetail("There is no performance %d on the programme.".formatted(id));
    }
}
