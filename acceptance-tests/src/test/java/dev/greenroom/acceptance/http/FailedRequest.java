package dev.greenroom.acceptance.http;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A request that a user did not get a good answer to. */
public record FailedRequest(Instant at, String request, String reason) {
    public FailedRequest {
        requireNonNull(at, "at is null");
        requireNonNull(request, "request is null");
        requireNonNull(reason, "reason is null");
    }
}
