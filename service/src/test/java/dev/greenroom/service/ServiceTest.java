package dev.greenroom.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** Runs the whole service on a free port and a schema of its own; tests with the same settings share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "release.version=1.4.2",
            "release.commit=0a1b2c3",
            "SLOT=b",
            "ENVIRONMENT=test",
            "server.address=127.0.0.1"
        })
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@interface ServiceTest {}
