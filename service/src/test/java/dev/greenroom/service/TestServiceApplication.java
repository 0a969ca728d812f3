package dev.greenroom.service;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The service alone on a developer's machine, as {@code spring-boot:run} starts it: with a database of its own where
 * none is configured, and for this machine only.
 */
public final class TestServiceApplication {
    private TestServiceApplication() {}

    public static void main(String[] args) {
        start(args);
    }

    static ConfigurableApplicationContext start(String... args) {
        var application = new SpringApplication(ServiceApplication.class);
        application.addPrimarySources(List.of(Database.class));
        application.setDefaultProperties(Map.of("server.address", "127.0.0.1"));
        return application.run(args);
    }

    /** Not annotated, so that no scan of the tests' packages finds it. */
    static final class Database {
        @Bean
        @ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
        static OwnDatabase ownDatabase() throws IOException {
            return OwnDatabase.start();
        }
    }
}
