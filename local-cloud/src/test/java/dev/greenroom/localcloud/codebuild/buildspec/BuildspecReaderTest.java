package dev.greenroom.localcloud.codebuild.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.CommandPhase;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.OnFailure;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.Phase;
import dev.greenroom.localcloud.codebuild.buildspec.Buildspec.ReportFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildspecReaderTest {
    @Test
    void reads_all_that_is_emulated() throws BuildspecException {
        Buildspec buildspec = BuildspecReader.read("""
            # What it does.
            version: 0.2
            env:
              shell: bash
              git-credential-helper: yes
              variables: {A: 1, EMPTY: ""}
              parameter-store: {B: /app/b}
              secrets-manager: {C: "app:c"}
              exported-variables: [A, D]
            phases:
              install:
                runtime-versions: {java: corretto17}
              pre_build:
                on-failure: CONTINUE
                commands: echo one
              build:
                commands:
                  - >-
                    a
                    b
                  - |
                    for i in 1 2; do
                      echo $i
                    done
                finally: [echo last]
            reports:
              unit:
                base-directory: target
                files: [TEST-*.xml]
              features: {files: report.json, file-format: CucumberJson}
            artifacts:
              files: ['**/*']
              exclude-paths: [x]
              name: app-$A
              secondary-artifacts:
                Deployment: {base-directory: deployment, files: ["**/*"], discard-paths: no}
            cache:
              paths: [/root/.m2/**/*]
            """);

        assertThat(buildspec.environment().bash()).isTrue();
        assertThat(buildspec.environment().gitCredentialHelper()).isTrue();
        assertThat(buildspec.environment().variables()).isEqualTo(Map.of("A", "1", "EMPTY", ""));
        assertThat(buildspec.environment().parameterStore()).isEqualTo(Map.of("B", "/app/b"));
        assertThat(buildspec.environment().secretsManager()).isEqualTo(Map.of("C", "app:c"));
        assertThat(buildspec.environment().exportedVariables()).containsExactly("A", "D");
        assertThat(buildspec.phases())
                .containsOnlyKeys(CommandPhase.INSTALL, CommandPhase.PRE_BUILD, CommandPhase.BUILD)
                .containsEntry(
                        CommandPhase.INSTALL,
                        new Phase(List.of(), List.of(), Optional.empty(), Map.of("java", "corretto17")))
                .containsEntry(
                        CommandPhase.PRE_BUILD,
                        new Phase(List.of("echo one"), List.of(), Optional.of(OnFailure.CONTINUE), Map.of()))
                .containsEntry(
                        CommandPhase.BUILD,
                        new Phase(
                                List.of("a b", "for i in 1 2; do\n  echo $i\ndone\n"),
                                List.of("echo last"),
                                Optional.empty(),
                                Map.of()));
        assertThat(buildspec.reports().get("unit").format()).isEqualTo(ReportFormat.JUNITXML);
        assertThat(buildspec.reports().get("features").format()).isEqualTo(ReportFormat.CUCUMBERJSON);
        assertThat(buildspec.artifact().orElseThrow().name()).contains("app-$A");
        assertThat(buildspec.secondaryArtifacts().get("Deployment").baseDirectory())
                .contains("deployment");
        assertThat(buildspec.cachePaths()).containsExactly("/root/.m2/**/*");
    }

    /** With the lines of each buildspec parted by {@code //}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `` | the buildspec is empty
        phases: {} | the key 'version' is missing, expected version: 0.2 at line 1
        version: 0.1 | version 0.1 is not emulated by the local cloud, use 0.2 at line 1
        version: 0.3 | invalid buildspec version: 0.3, expected 0.2 at line 1
        version: 0.2 | the key 'phases' is missing at line 1
        version: 0.2 // phase: {} | unknown key 'phase' in buildspec at line 2
        version: 0.2 // phases: {test: {commands: [a]}} | unknown key 'test' in phases at line 2
        version: 0.2 // phases: //   build: //     run-as: x | unknown key 'run-as' in build at line 4
        version: 0.2 // phases: //   build: {finally: [a]} | the key 'commands' is missing in build at line 3
        version: 0.2 // phases: //   build: //     commands: //       - a: b | Expected commands[0] to be of string type: found subkeys instead at line 5
        version: 0.2 // phases: //   build: {on-failure: RETRY-2, commands: [a]} | on-failure RETRY-2 is not emulated by the local cloud, use ABORT or CONTINUE at line 3
        version: 0.2 // phases: {} // phases: {} | duplicate key 'phases' in buildspec at line 3
        version: 0.2 // env: {shell: powershell.exe} // phases: {} | the shell 'powershell.exe' is not emulated, use bash or /bin/sh at line 2
        version: 0.2 // phases: {} // reports: {a: {file-format: TESTNGXML}} | the report format TESTNGXML is not emulated by the local cloud, use JUNITXML or CUCUMBERJSON at line 3
        version: 0.2 // phases: {} // reports: {a: , b: , c: , d: , e: , f: } | a build can have 5 report groups at most, not 6 at line 3
        """)
    void tells_what_is_wrong_and_where(String text, String message) {
        assertThatExceptionOfType(BuildspecException.class)
                .isThrownBy(() -> BuildspecReader.read(text.replace(" // ", "\n")))
                .withMessage(message);
    }

    @Test
    void tells_where_yaml_is_broken() {
        assertThatExceptionOfType(BuildspecException.class)
                .isThrownBy(() -> BuildspecReader.read("version: 0.2\nphases: [a\n"))
                .withMessageMatching(".* at line \\d");
    }
}
