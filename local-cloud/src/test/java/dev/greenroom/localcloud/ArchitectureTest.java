package dev.greenroom.localcloud;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keeps the packages as {@code docs/architecture.md} draws them. */
class ArchitectureTest {
    private static final String ROOT = "dev.greenroom.localcloud";
    private static final Set<String> SHARED = Set.of("aws", "protocol", "runtime", "cloudformation");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Nested
    class Packages {
        @Test
        void are_free_of_cycles() {
            slices().assignedFrom(new PackageAsSlice())
                    .should()
                    .beFreeOfCycles()
                    .check(CLASSES);
        }

        @Test
        void promise_that_nothing_is_null_unless_it_says_so() {
            assertThat(packagesWithClasses()).isNotEmpty().allSatisfy(javaPackage -> assertThat(
                            javaPackage.isAnnotatedWith(NullMarked.class))
                    .as("%s has a package-info.java with @NullMarked", javaPackage.getName())
                    .isTrue());
        }
    }

    @Nested
    class Directions {
        @Test
        void aws_stands_alone() {
            assertDependsOnlyOn("aws");
        }

        @Test
        void protocol_stands_alone() {
            assertDependsOnlyOn("protocol");
        }

        @Test
        void runtime_stands_alone() {
            assertDependsOnlyOn("runtime");
        }

        @Test
        void cloudformation_knows_no_service() {
            assertDependsOnlyOn("cloudformation", "aws", "protocol");
        }

        @Test
        void the_gateway_knows_no_service() {
            assertDependsOnlyOn("gateway", "aws", "protocol");
        }

        @Test
        void services_know_what_is_shared_and_not_each_other() {
            assertThat(services())
                    .contains("ecs", "loadbalancing")
                    .allSatisfy(service -> assertDependsOnlyOn(service, SHARED.toArray(String[]::new)));
        }

        @Test
        void only_the_wiring_opens_the_gateway() {
            assertOnlyWiringUses("gateway");
        }

        /** Whatever runs a task or a database is reached through the ports in {@code runtime}. */
        @Test
        void only_the_wiring_chooses_how_the_machine_is_used() {
            noClasses()
                    .that(resideInAPackage(ROOT + ".*..").and(resideOutsideOfPackage(below("runtime"))))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            ROOT + ".runtime.process..", ROOT + ".runtime.docker..", ROOT + ".runtime.external.."))
                    .check(CLASSES);
        }

        @Test
        void the_load_balancers_data_plane_knows_no_aws() {
            noClasses()
                    .that(resideInAPackage(below("loadbalancing.proxy")))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("software.amazon.awssdk..").or(ours(below("loadbalancing.proxy"))))
                    .check(CLASSES);
        }
    }

    @Nested
    class Habits {
        @Test
        void everything_is_given_to_constructors() {
            NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(CLASSES);
        }

        @Test
        void what_is_logged_goes_to_slf4j() {
            NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
        }

        @Test
        void nothing_is_printed() {
            NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        }
    }

    private static void assertDependsOnlyOn(String who, String... others) {
        String[] allowed = Arrays.stream(others).map(ArchitectureTest::below).toArray(String[]::new);
        classes()
                .that(resideInAPackage(below(who)))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..")
                        .or(resideInAPackage(below(who)))
                        .or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    private static void assertOnlyWiringUses(String what) {
        noClasses()
                .that(resideInAPackage(ROOT + ".*..").and(resideOutsideOfPackage(below(what))))
                .should()
                .dependOnClassesThat(resideInAPackage(below(what)))
                .check(CLASSES);
    }

    /** Every package of ours but those given. */
    private static DescribedPredicate<JavaClass> ours(String but) {
        return resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(but));
    }

    private static String below(String name) {
        return ROOT + "." + name + "..";
    }

    private static Set<JavaPackage> packagesWithClasses() {
        return CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    }

    /** Packages directly below the root that are neither shared nor the gateway: one a service. */
    private static Set<String> services() {
        Set<String> services = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1).replaceFirst("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        services.removeAll(SHARED);
        services.remove("gateway");
        return services;
    }

    private static final class PackageAsSlice implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
