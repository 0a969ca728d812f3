package dev.greenroom.localcloud.runtime.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command as leader of a session and process group of its own, with an unchanged PID, so that a Ctrl-C in the
 * terminal does not reach it and its group can be ended as a whole. Linux has {@code setsid} for it, macOS has Perl;
 * where neither is found the command runs in our group.
 */
public final class OwnGroup {
    private static final String PERL = "POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127";
    private static final List<String> PREFIX = prefix(Executables.ofHost());

    private OwnGroup() {}

    public static List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(PREFIX);
        whole.addAll(command);
        return whole;
    }

    static List<String> prefix(Executables executables) {
        return executables
                .find("setsid")
                .map(Path::toString)
                .map(List::of)
                .or(() -> executables.find("perl").map(perl -> List.of(perl.toString(), "-MPOSIX", "-e", PERL)))
                .orElse(List.of());
    }
}
