package dev.greenroom.acceptance.drivers;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;

/** What a release says of itself. */
public record ReleaseNote(String version, String commit, String slot, String environment) {
    public ReleaseNote {
        requireNonNull(version, "version is null");
        requireNonNull(commit, "commit is null");
        requireNonNull(slot, "slot is null");
        requireNonNull(environment, "environment is null");
    }

    /** Whether it was built of a commit, of which either may tell the beginning only. */
    public boolean isOf(String other) {
        if (commit.isBlank() || other.isBlank()) {
            throw new IllegalArgumentException(
                    "Tried to compare commits '%s' and '%s' but a blank one begins like any".formatted(commit, other));
        }
        return commit.startsWith(other) || other.startsWith(commit);
    }

    /** Asks who answers at a door. */
    public static ReleaseNote at(Door door) {
        var json = given().get(door.url()).then().statusCode(200).extract().jsonPath();
        return new ReleaseNote(
                json.getString("version"),
                json.getString("commit"),
                json.getString("slot"),
                json.getString("environment"));
    }
}
