package dev.greenroom.localcloud;

import dev.greenroom.localcloud.runtime.LocalStackServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows where LocalStack is, or why it isn't. */
final class LocalStackWatch {
    /** Loaded while LocalStack starts: two services that are first used at the same time can block each other. */
    static final List<String> WARM_SERVICES = List.of(
            "cloudwatch", "ec2", "events", "iam", "kms", "logs", "s3", "secretsmanager", "sns", "sqs", "ssm", "sts");

    private static final Logger LOG = LoggerFactory.getLogger(LocalStackWatch.class);

    private volatile @Nullable URI uri;
    private volatile String reason = "it is still starting";

    void start(LocalStackServer server) throws IOException, InterruptedException {
        uri = server.start();
        server.death().thenAccept(this::died);
    }

    /** @throws IllegalStateException while it doesn't run: why, and what to do */
    URI uri() {
        URI current = uri;
        if (current == null) {
            throw new IllegalStateException("LocalStack does not run: " + reason);
        }
        return current;
    }

    private void died(String why) {
        LOG.error("LocalStack died, and what it held is lost: {}", why);
        reason = "it died, and what it held is lost: %s. Start the local cloud anew.".formatted(why);
        uri = null;
    }
}
