package dev.greenroom.livingdocumentation;

import io.cucumber.messages.ndjson.Deserializer;
import io.cucumber.messages.types.Attachment;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.TestCaseStarted;
import io.cucumber.messages.types.TestStepFinished;
import io.cucumber.messages.types.TestStepResult;
import io.cucumber.query.Query;
import io.cucumber.query.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    Optional<Duration> duration() {
        return query.findTestRunDuration();
    }

    /** The scenarios that a scenario of the text became: one, or one a row of its examples. */
    List<Pickle> picklesOf(String scenarioId) {
        return query.findAllPickles().stream()
                .filter(pickle -> pickle.getAstNodeIds().contains(scenarioId))
                .toList();
    }

    Outcome outcome(Pickle pickle) {
        Optional<TestCaseStarted> started = started(pickle);
        if (started.isEmpty()) {
            return Outcome.NOT_SHOWN;
        }
        if (query.findTestCaseFinishedBy(started.get()).isEmpty()) {
            return Outcome.CUT_OFF;
        }
        return query.findMostSevereTestStepResultBy(started.get())
                .map(result -> Outcome.of(result.getStatus()))
                .orElse(Outcome.WORKS);
    }

    /** Message of the first step that failed, without its stack trace. */
    Optional<String> failure(Pickle pickle) {
        return started(pickle).stream()
                .flatMap(started -> query.findTestStepsFinishedBy(started).stream())
                .map(TestStepFinished::getTestStepResult)
                .filter(result -> Outcome.of(result.getStatus()) == Outcome.BROKEN)
                .map(RecordedRun::message)
                .findFirst();
    }

    /** What the steps attached, in order. */
    List<Attachment> evidence(Pickle pickle) {
        return started(pickle).stream()
                .flatMap(started -> query.findTestStepsFinishedBy(started).stream())
                .flatMap(step -> query.findAttachmentsBy(step).stream())
                .toList();
    }

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
                .reduce((first, second) -> first + "\n" + second)
                .orElse("");
    }
}
