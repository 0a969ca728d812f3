package dev.greenroom.livingdocumentation;

import static java.util.stream.Collectors.joining;

import io.cucumber.messages.Convertor;
import io.cucumber.messages.ndjson.Deserializer;
import io.cucumber.messages.types.Attachment;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleStep;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import io.cucumber.messages.types.TestCaseStarted;
import io.cucumber.messages.types.TestRunFinished;
import io.cucumber.messages.types.TestStepFinished;
import io.cucumber.messages.types.TestStepResult;
import io.cucumber.query.Query;
import io.cucumber.query.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Cucumber wrote of one run, line by line; the last line may be cut off. */
final class RecordedRun {
    private final List<Envelope> envelopes;
    private final List<GherkinDocument> documents;
    private final Query query;

    private RecordedRun(List<Envelope> envelopes) {
        this.envelopes = envelopes;
        this.documents = envelopes.stream()
                .flatMap(envelope -> envelope.getGherkinDocument().stream())
                .toList();
        Repository repository = Repository.builder()
                .feature(Repository.RepositoryFeature.INCLUDE_ATTACHMENTS, true)
                .feature(Repository.RepositoryFeature.INCLUDE_GHERKIN_DOCUMENTS, true)
                .feature(Repository.RepositoryFeature.INCLUDE_HOOKS, true)
                .feature(Repository.RepositoryFeature.INCLUDE_STEP_DEFINITIONS, true)
                .build();
        envelopes.forEach(repository::update);
        this.query = new Query(repository);
    }

    static RecordedRun read(Path ndjson) throws IOException {
        Deserializer deserializer = new Deserializer();
        var envelopes = new ArrayList<Envelope>();
        try (BufferedReader lines = Files.newBufferedReader(ndjson)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                Optional<Envelope> envelope = parse(deserializer, line, next == null);
                envelope.ifPresent(envelopes::add);
                line = next;
            }
        }
        return new RecordedRun(envelopes);
    }

    /** A last line that can't be read is where the run was cut off. */
    private static Optional<Envelope> parse(Deserializer deserializer, String line, boolean isLast) throws IOException {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(deserializer.readValue(line));
        } catch (IOException e) {
            if (isLast) {
                return Optional.empty();
            }
            throw e;
        }
    }

    List<Envelope> envelopes() {
        return envelopes;
    }

    List<GherkinDocument> documents() {
        return documents;
    }

    boolean wasCutOff() {
        return query.findTestRunFinished().isEmpty();
    }

    int scenariosStarted() {
        return query.countTestCasesStarted();
    }

    Optional<Instant> start() {
        return query.findTestRunStarted().map(started -> Convertor.toInstant(started.getTimestamp()));
    }

    Optional<Duration> duration() {
        return query.findTestRunDuration();
    }

    /** Why the run as a whole failed: its target did not start, for example. */
    Optional<String> failureOutsideScenarios() {
        return query.findTestRunFinished()
                .flatMap(TestRunFinished::getException)
                .map(exception -> exception.getMessage().orElse(exception.getType()));
    }

    /** All scenarios of a feature. */
    List<Pickle> picklesOf(GherkinDocument document) {
        return query.findAllPickles().stream()
                .filter(pickle ->
                        document.getUri().filter(pickle.getUri()::equals).isPresent())
                .toList();
    }

    /** The scenarios that a scenario of the text became: one, or one a row of its examples. */
    List<Pickle> picklesOf(Scenario scenario) {
        return query.findAllPickles().stream()
                .filter(pickle -> pickle.getAstNodeIds().contains(scenario.getId()))
                .toList();
    }

    Outcome outcome(Pickle pickle) {
        Optional<TestCaseStarted> started = started(pickle);
        if (started.isEmpty()) {
            return Outcome.NOT_SHOWN;
        }
        // Else the steps that did finish would make it one that works.
        if (query.findTestCaseFinishedBy(started.get()).isEmpty()) {
            return Outcome.CUT_OFF;
        }
        return query.findMostSevereTestStepResultBy(started.get())
                .map(result -> Outcome.of(result.getStatus()))
                .orElse(Outcome.WORKS);
    }

    /** How each step went, by the step's id in the feature. */
    Map<String, Outcome> stepOutcomes(Pickle pickle) {
        var outcomes = new HashMap<String, Outcome>();
        stepsFinished(pickle).forEach(finished -> pickleStep(finished)
                .flatMap(query::findStepBy)
                .ifPresent(step -> outcomes.put(
                        step.getId(), Outcome.of(finished.getTestStepResult().getStatus()))));
        return outcomes;
    }

    /** The first step that failed and its message, without a stack trace. */
    Optional<String> failure(Pickle pickle) {
        return first(pickle, Set.of(Outcome.BROKEN));
    }

    /** The first step that failed or that nobody built, and its message if it has one. */
    Optional<String> culprit(Pickle pickle) {
        return first(pickle, Set.of(Outcome.BROKEN, Outcome.NOT_BUILT_YET));
    }

    private Optional<String> first(Pickle pickle, Set<Outcome> outcomes) {
        return stepsFinished(pickle)
                .filter(finished -> outcomes.contains(
                        Outcome.of(finished.getTestStepResult().getStatus())))
                .map(finished -> sentence(finished) + "\n" + message(finished.getTestStepResult()))
                .findFirst();
    }

    /** What the steps attached, in order. */
    List<Attachment> evidence(Pickle pickle) {
        return stepsFinished(pickle)
                .flatMap(step -> query.findAttachmentsBy(step).stream())
                .toList();
    }

    private Stream<TestStepFinished> stepsFinished(Pickle pickle) {
        return started(pickle).stream().flatMap(started -> query.findTestStepsFinishedBy(started).stream());
    }

    /** The step as it ran, with the values of its example. */
    private String sentence(TestStepFinished finished) {
        return pickleStep(finished)
                .map(ran -> query.findStepBy(ran).map(Step::getKeyword).orElse("") + ran.getText())
                .orElse("Before or after the scenario");
    }

    /** Empty for a hook. */
    private Optional<PickleStep> pickleStep(TestStepFinished finished) {
        return query.findTestStepBy(finished).flatMap(query::findPickleStepBy);
    }

    /** The last attempt. */
    private Optional<TestCaseStarted> started(Pickle pickle) {
        return query.findAllTestCaseStarted().stream()
                .filter(started -> query.findPickleBy(started)
                        .filter(of -> of.getId().equals(pickle.getId()))
                        .isPresent())
                .reduce((first, second) -> second);
    }

    private static String message(TestStepResult result) {
        return result.getMessage()
                .orElse("")
                .lines()
                .takeWhile(line -> !line.startsWith("\tat "))
                .collect(joining("\n"));
    }
}
