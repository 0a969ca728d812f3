package dev.greenroom.localcloud.codebuild.report;

import dev.greenroom.localcloud.codebuild.report.TestResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads what JUnit, Surefire and others write. */
final class JUnitXml {
    private static final double NANOS_PER_SECOND = 1e9;

    private JUnitXml() {}

    static List<TestResult> read(Path file) throws IOException {
        try {
            NodeList cases = parser().parse(file.toFile()).getElementsByTagName("testcase");
            List<TestResult> results = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                results.add(result((Element) cases.item(i)));
            }
            return results;
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(
                    "Tried to read %s as JUNITXML but %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        parser.setErrorHandler(new DefaultHandler()); // the usual one prints
        return parser;
    }

    private static TestResult result(Element testCase) {
        Optional<Element> failure = child(testCase, "failure");
        Optional<Element> error = child(testCase, "error");
        Optional<Element> skipped = child(testCase, "skipped");
        Status status = failure.isPresent()
                ? Status.FAILED
                : error.isPresent() ? Status.ERROR : skipped.isPresent() ? Status.SKIPPED : Status.SUCCEEDED;
        return new TestResult(
                testCase.getAttribute("classname"),
                testCase.getAttribute("name"),
                status,
                failure.or(() -> error).or(() -> skipped).map(JUnitXml::message).orElse(""),
                duration(testCase.getAttribute("time")));
    }

    private static Optional<Element> child(Element parent, String name) {
        NodeList children = parent.getElementsByTagName(name);
        return children.getLength() == 0 ? Optional.empty() : Optional.of((Element) children.item(0));
    }

    private static String message(Element element) {
        return element.getAttribute("message").isEmpty()
                ? element.getTextContent().strip()
                : element.getAttribute("message");
    }

    private static Duration duration(String seconds) {
        try {
            return seconds.isBlank()
                    ? Duration.ZERO
                    : Duration.ofNanos((long) (Double.parseDouble(seconds.replace(",", "")) * NANOS_PER_SECOND));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
