package dev.greenroom.acceptance.drivers;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.greenroom.infra.Environment;
import dev.greenroom.infra.Role;
import dev.greenroom.infra.SlotStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Where a role of an environment is served: blue for end users, green for testers. */
public record Door(String environment, Role role, URI url) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public Door {
        requireNonNull(environment, "environment is null");
        requireNonNull(role, "role is null");
        requireNonNull(url, "url is null");
    }

    /** All that an environment has. */
    public static List<Door> of(Environment environment) {
        return environment.status().slots().stream()
                .map(slot -> of(environment, slot))
                .toList();
    }

    public static Door of(Environment environment, Role role) {
        return of(environment).stream()
                .filter(door -> door.role() == role)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Tried to find the %s door of %s but it has none".formatted(role, environment.name())));
    }

    /** Whether somebody answers there, be it with an error. */
    public boolean isOpen() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 5000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The release that answers there. */
    public String release() {
        return given().get(url).then().statusCode(200).extract().path("version");
    }

    /** Waits until this release answers there. */
    public void awaitRelease(String release) {
        await("release %s behind the %s door of %s".formatted(release, roleName(), environment))
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    var answering = release();
                    if (!answering.equals(release)) {
                        throw new AssertionError("release %s answers".formatted(answering));
                    }
                });
    }

    public String roleName() {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Door of(Environment environment, SlotStatus slot) {
        return new Door(environment.name(), slot.role(), URI.create(slot.url()));
    }
}
