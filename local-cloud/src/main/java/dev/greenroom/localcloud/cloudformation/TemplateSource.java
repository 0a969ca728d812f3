package dev.greenroom.localcloud.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.cloudformation.template.Template;
import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Gets the template that a request means: given with it, kept in S3, or the one the stack has. */
final class TemplateSource {
    private static final int MAX_BODY = 51_200;
    private static final int MAX_OBJECT = 1_048_576;
    /** {@code bucket.s3.region.amazonaws.com}, or with a dash in older ones. */
    private static final Pattern VIRTUAL_HOST =
            Pattern.compile("(?<bucket>.+)\\.s3(?:[.-][a-z0-9-]+)?(?:\\.dualstack\\.[a-z0-9-]+)?\\.(?:amazonaws\\.com"
                    + "(?:\\.cn)?|localhost(?:\\.localstack\\.cloud)?)");

    private final AwsClients clients;

    TemplateSource(AwsClients clients) {
        this.clients = clients;
    }

    record Location(@Nullable String body, @Nullable String url, boolean previous) {}

    /** @param current the template that the stack has, if there is one */
    Template read(Location location, Optional<Template> current) {
        if (location.previous()) {
            return current.orElseThrow(() -> CloudFormationErrors.validation(
                    "UsePreviousTemplate is only valid for a stack that has a template"));
        }
        try {
            return Template.parse(text(location));
        } catch (TemplateException e) {
            throw CloudFormationErrors.validation(e.getMessage());
        }
    }

    private String text(Location location) {
        if (location.body() != null) {
            requireLength(location.body(), MAX_BODY, "templateBody");
            return location.body();
        }
        if (location.url() == null) {
            throw CloudFormationErrors.validation("Either Template URL or Template Body must be specified.");
        }
        String text = download(address(location.url()));
        requireLength(text, MAX_OBJECT, "templateURL");
        return text;
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw unsupported();
        }
    }

    private static RuntimeException unsupported() {
        return CloudFormationErrors.validation("TemplateURL must be a supported URL.");
    }

    private static void requireLength(String text, int limit, String member) {
        if (text.getBytes(UTF_8).length > limit) {
            throw CloudFormationErrors.validation(
                    ("1 validation error detected: Value at '%s' failed to satisfy constraint: "
                                    + "Member must have length less than or equal to %d")
                            .formatted(member, limit));
        }
    }

    private String download(URI url) {
        String host = url.getHost();
        String path = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
        if (host == null || !url.getScheme().startsWith("http")) {
            throw unsupported();
        }
        Matcher virtual = VIRTUAL_HOST.matcher(host);
        if (virtual.matches()) {
            return object(virtual.group("bucket"), path);
        }
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1) {
            throw unsupported();
        }
        return object(path.substring(0, slash), path.substring(slash + 1));
    }

    private String object(String bucket, String key) {
        try {
            return clients.s3()
                    .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asUtf8String();
        } catch (S3Exception e) {
            throw CloudFormationErrors.validation(
                    "S3 error: " + e.awsErrorDetails().errorMessage());
        }
    }
}
