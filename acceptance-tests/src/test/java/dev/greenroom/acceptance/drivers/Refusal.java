package dev.greenroom.acceptance.drivers;

import static java.util.Objects.requireNonNull;

import io.restassured.response.Response;

/**
 * How the service says that it did not do something.
 *
 * @param status of HTTP
 * @param mediaType without parameters
 * @param body as it was sent
 */
public record Refusal(int status, String mediaType, String body) {
    public Refusal {
        requireNonNull(mediaType, "mediaType is null");
        requireNonNull(body, "body is null");
    }

    static Refusal of(Response response) {
        return new Refusal(
                response.statusCode(),
                response.contentType().split(";", 2)[0],
                response.body().asString());
    }

    /** Whether it is told in the form in which all problems are told. */
    public boolean isWellFormed() {
        return mediaType.equals("application/problem+json");
    }
}
