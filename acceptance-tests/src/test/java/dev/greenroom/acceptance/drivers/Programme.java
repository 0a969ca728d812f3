package dev.greenroom.acceptance.drivers;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The programme of the theatre, as those who use the service read and write it at one door. */
public final class Programme {
    private static final String PERFORMANCES = "/performances";

    private final Door door;

    public Programme(Door door) {
        this.door = door;
    }

    /** Puts a performance on the programme and tells its address, which is the same at every door. */
    public String put() {
        return given().contentType(ContentType.JSON)
                .body(performance())
                .post(door.url().resolve(PERFORMANCES))
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    /** Tries to put one on it that has another value than it should; null leaves the value out. */
    public Refusal tryToPut(String field, @Nullable String value) {
        var performance = new HashMap<String, Object>(performance());
        performance.put(field, value);
        return Refusal.of(given().contentType(ContentType.JSON)
                .body(performance)
                .post(door.url().resolve(PERFORMANCES)));
    }

    /** Tries to put one on it for a day that is a date to the service and none to its database. */
    public Refusal tryToPutWhereNoDateIs() {
        return tryToPut("startsAt", "+100000-01-01T00:00:00Z");
    }

    /** The title of one that must be on the programme. */
    public String title(String address) {
        return given().get(door.url().resolve(address))
                .then()
                .statusCode(200)
                .extract()
                .path("title");
    }

    /** Asks for one that should not be on the programme. */
    public Refusal tryToRead(String address) {
        return Refusal.of(given().get(door.url().resolve(address)));
    }

    /** Takes one off the programme, if it is on it. */
    public void remove(String address) {
        given().delete(door.url().resolve(address));
    }

    /** @param number counted from 0 */
    public ProgrammePage page(int number, int size) {
        var json = given().queryParam("page", number)
                .queryParam("size", size)
                .get(door.url().resolve(PERFORMANCES))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<Long> ids = json.getList("items.id", Long.class);
        return new ProgrammePage(ids.stream().map(id -> PERFORMANCES + "/" + id).toList(), json.getLong("total"));
    }

    /** Asks for a page of a size that is not allowed. */
    public Refusal tryToReadPage(int size) {
        return Refusal.of(given().queryParam("size", size).get(door.url().resolve(PERFORMANCES)));
    }

    private static Map<String, Object> performance() {
        return Map.of("title", "Evening " + UUID.randomUUID(), "startsAt", "2031-05-01T19:30:00Z");
    }
}
