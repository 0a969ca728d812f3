package dev.greenroom.acceptance.drivers;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.Map;
import java.util.UUID;

/** The programme of the theatre, as users of the service read and write it. */
public final class Performances {
    private Performances() {}

    /** Puts one on the programme and tells its address, which is the same at every door. */
    public static String create(Door door) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("title", "Evening " + UUID.randomUUID(), "startsAt", "2031-05-01T19:30:00Z"))
                .post(door.url().resolve("/performances"))
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    /** The title of one that must be on the programme. */
    public static String title(Door door, String location) {
        return given().get(door.url().resolve(location))
                .then()
                .statusCode(200)
                .extract()
                .path("title");
    }
}
