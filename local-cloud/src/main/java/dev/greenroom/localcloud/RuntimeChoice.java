package dev.greenroom.localcloud;

import dev.greenroom.localcloud.runtime.docker.EngineSearch;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a local cloud runs things on. */
public enum RuntimeChoice {
    /** Docker where an engine answers, else processes. */
    AUTO,
    /** Plain processes of this machine. */
    PROCESS,
    /** Containers of this machine's Docker engine. */
    DOCKER;

    /** Names the choice for a JVM: {@code -Druntime=docker}. */
    public static final String PROPERTY = "runtime";

    /** Names the choice where there is no {@link #PROPERTY}. */
    public static final String VARIABLE = "GREENROOM_RUNTIME";

    /** What system property or environment say; {@link #AUTO} without either. */
    public static RuntimeChoice ofEnvironment() {
        String variable = System.getenv().getOrDefault(VARIABLE, "");
        String name = System.getProperty(PROPERTY, variable);
        return name.isEmpty() ? AUTO : parse(name);
    }

    /** @throws IllegalArgumentException for another word than {@code auto}, {@code process}, {@code docker} */
    public static RuntimeChoice parse(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A runtime is one of %s, not \"%s\""
                        .formatted(
                                Arrays.stream(values()).map(RuntimeChoice::word).collect(Collectors.joining(", ")),
                                name)));
    }

    /** {@code docker}, as people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it comes to on this machine, just now. */
    public Decision decide() {
        return decide(EngineSearch.ofMachine());
    }

    Decision decide(EngineSearch search) {
        if (this == PROCESS) {
            return new Decision(PROCESS, "as was asked for");
        }
        if (this == DOCKER) {
            return new Decision(DOCKER, "as was asked for");
        }
        return search.obstacle()
                .map(obstacle -> new Decision(PROCESS, "because " + obstacle.reason()))
                .orElseGet(() -> new Decision(DOCKER, "because an engine answers"));
    }

    /**
     * A runtime, and why.
     *
     * @param runtime never {@link #AUTO}
     */
    public record Decision(RuntimeChoice runtime, String reason) {
        /** For people: {@code in Docker containers, because an engine answers}. */
        public String how() {
            return "%s, %s"
                    .formatted(runtime == DOCKER ? "in Docker containers" : "as processes of this machine", reason);
        }

        /** The same as the rest of a sentence about a cloud. */
        public String sentence() {
            return "runs things " + how();
        }
    }
}
