package dev.greenroom.localcloud.runtime.process.localstack;

import java.nio.file.Path;
import java.util.List;

/** The command that starts LocalStack. */
final class LaunchCommand {
    /** S3 keeps its objects in a folder of this machine that no setting moves, and that all clouds would share. */
    private static final String PROGRAM = """
        import runpy, sys
        from localstack.services.s3 import provider
        provider.DEFAULT_S3_TMP_DIR = sys.argv[1]
        runpy.run_module("localstack.runtime.main", run_name="__main__")
        """;

    private LaunchCommand() {}

    /** @param objects where S3 keeps its objects */
    static List<String> of(Path python, Path objects) {
        return List.of(python.toString(), "-I", "-X", "utf8", "-c", PROGRAM, objects.toString());
    }
}
