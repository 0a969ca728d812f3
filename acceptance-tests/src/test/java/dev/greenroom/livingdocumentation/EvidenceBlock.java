package dev.greenroom.livingdocumentation;

import static java.util.stream.Collectors.joining;

import io.cucumber.messages.types.Attachment;
import io.cucumber.messages.types.AttachmentContentEncoding;
import io.cucumber.messages.types.Pickle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Why a scenario failed, and what its steps attached: folded, since most readers only want to know that it is there. */
final class EvidenceBlock {
    private final RecordedRun run;
    private final Pickle pickle;

    EvidenceBlock(RecordedRun run, Pickle pickle) {
        this.run = run;
        this.pickle = pickle;
    }

    String html() {
        var failure = run.failure(pickle)
                .map(message -> "<pre class=\"failure\">%s</pre>\n".formatted(Html.escaped(message)));
        return failure.orElse("")
                + run.evidence(pickle).stream().map(EvidenceBlock::details).collect(joining());
    }

    private static String details(Attachment attachment) {
        var name = Html.escaped(attachment.getFileName().orElse("Evidence"));
        return "<details><summary>%s</summary>%s</details>\n".formatted(name, content(attachment, name));
    }

    private static String content(Attachment attachment, String name) {
        var type = attachment.getMediaType();
        if (type.startsWith("image/") && isBinary(attachment)) {
            return "<img alt=\"%s\" src=\"data:%s;base64,%s\">"
                    .formatted(name, Html.escaped(type), attachment.getBody());
        }
        return type.equals("text/markdown")
                ? Html.markdown(text(attachment))
                : "<pre>%s</pre>".formatted(Html.escaped(text(attachment)));
    }

    private static String text(Attachment attachment) {
        return isBinary(attachment)
                ? new String(Base64.getDecoder().decode(attachment.getBody()), StandardCharsets.UTF_8)
                : attachment.getBody();
    }

    private static boolean isBinary(Attachment attachment) {
        return attachment.getContentEncoding() == AttachmentContentEncoding.BASE64;
    }
}
