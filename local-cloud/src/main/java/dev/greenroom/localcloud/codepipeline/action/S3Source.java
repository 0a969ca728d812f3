package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import dev.greenroom.localcloud.codepipeline.model.ActionFailedException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Takes an archive from a bucket: the version that the execution was started for, or the latest. */
final class S3Source implements ActionRunner {
    private static final String NO_VERSION = "null";

    private final AwsScope scope;
    private final AwsClients clients;

    S3Source(AwsScope scope, AwsClients clients) {
        this.scope = scope;
        this.clients = clients;
    }

    @Override
    public Optional<ActionResult> run(ActionInput input, ActionProgress progress) {
        var source = new StoredObject(input.required("S3Bucket"), input.required("S3ObjectKey"));
        input.role().requireObject("s3:GetObject", source);
        HeadObjectResponse head = head(source, input.pinned());
        String version = version(source, head);
        String url = "https://console.aws.amazon.com/s3/object/%s?region=%s&prefix=%s"
                .formatted(source.bucket(), scope.region(), source.key());
        progress.started(version, url);
        Artifact made = input.output().from(version);
        copy(input.role(), source, version, made.object());
        var variables = new LinkedHashMap<String, String>();
        variables.put("BucketName", source.bucket());
        variables.put("ObjectKey", source.key());
        variables.put("ETag", unquoted(head.eTag()));
        variables.put("VersionId", version);
        String summary = "Amazon S3 version id: " + version;
        Instant created = head.lastModified() == null ? Instant.EPOCH : head.lastModified();
        return Optional.of(new ActionResult(
                summary,
                variables,
                List.of(made),
                Optional.of(new ActionResult.Revision(version, summary, created, url))));
    }

    private HeadObjectResponse head(StoredObject source, Optional<String> version) {
        try {
            return clients.s3()
                    .headObject(head ->
                            head.bucket(source.bucket()).key(source.key()).versionId(version.orElse(null)));
        } catch (S3Exception e) {
            throw ActionFailedException.configuration("The object with key '%s' in bucket '%s' can't be read: %s"
                    .formatted(source.key(), source.bucket(), e.getMessage()));
        }
    }

    private static String version(StoredObject source, HeadObjectResponse head) {
        if (head.versionId() == null || head.versionId().equals(NO_VERSION)) {
            throw ActionFailedException.configuration(
                    "The bucket '%s' does not have versioning enabled, which a source needs"
                            .formatted(source.bucket()));
        }
        return head.versionId();
    }

    private void copy(ActingRole role, StoredObject source, String version, StoredObject to) {
        role.requireObject("s3:PutObject", to);
        clients.s3().copyObject(copy -> copy.sourceBucket(source.bucket())
                .sourceKey(source.key())
                .sourceVersionId(version)
                .destinationBucket(to.bucket())
                .destinationKey(to.key()));
    }

    private static String unquoted(@Nullable String eTag) {
        return eTag == null ? "" : eTag.replace("\"", "");
    }
}
