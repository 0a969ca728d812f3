package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.Permissions;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** S3 as the service role of a build may use it. */
final class ObjectStore {
    private final AwsClients clients;
    private final Permissions permissions;
    private final String role;
    private final String session;

    ObjectStore(AwsClients clients, Permissions permissions, String role, String session) {
        this.clients = clients;
        this.permissions = permissions;
        this.role = role;
        this.session = session;
    }

    /** The file must not exist. */
    void download(String bucket, String key, Path file) {
        permissions.require(role, session, "s3:GetObject", arn(bucket, key));
        clients.s3()
                .getObject(
                        GetObjectRequest.builder().bucket(bucket).key(key).build(), ResponseTransformer.toFile(file));
    }

    void upload(Path file, String bucket, String key) {
        permissions.require(role, session, "s3:PutObject", arn(bucket, key));
        clients.s3()
                .putObject(PutObjectRequest.builder().bucket(bucket).key(key).build(), RequestBody.fromFile(file));
    }

    static String arn(String bucket, String key) {
        return "arn:aws:s3:::%s/%s".formatted(bucket, key);
    }
}
