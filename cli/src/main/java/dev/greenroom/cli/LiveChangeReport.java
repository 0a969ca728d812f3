package dev.greenroom.cli;

import dev.greenroom.infra.LiveChange;
import java.io.PrintStream;
import java.util.LinkedHashMap;

/** Tells that end users moved from one slot to the other. */
final class LiveChangeReport {
    private LiveChangeReport() {}

    static void print(PrintStream out, GlobalOptions options, String environment, LiveChange change, String words) {
        if (options.wantsJson()) {
            var result = new LinkedHashMap<String, Object>();
            result.put("environment", environment);
            result.put("live", change.to().toString());
            result.put("before", change.from().toString());
            result.put("image", change.image().toString());
            Report.json(out, result);
        } else {
            out.println("Slot %s of %s %s: %s"
                    .formatted(change.to(), environment, words, change.image().digest()));
        }
    }
}
