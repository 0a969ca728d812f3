package dev.greenroom.acceptance.drivers;

import static io.restassured.RestAssured.given;

/** How a release says that it is. */
public record Health(boolean isAlive, boolean isReady) {
    /** Asks at a door. */
    public static Health at(Door door) {
        return new Health(isUp(door, "liveness"), isUp(door, "readiness"));
    }

    private static boolean isUp(Door door, String probe) {
        var answer = given().get(door.url().resolve("/actuator/health/" + probe));
        return answer.statusCode() == 200 && answer.path("status").equals("UP");
    }
}
