package dev.greenroom.localcloud.codebuild.build;

import dev.greenroom.localcloud.aws.AwsClients;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** S3 as the service role of a build may use it. */
final class ObjectStore {
    private final AwsClients clients;
    private final BuildRole role;

    ObjectStore(AwsClients clients, BuildRole role) {
        this.clients = clients;
        this.role = role;
    }

    /** The file must not exist. */
    void download(String bucket, String key, Path file) {
        role.require("s3:GetObject", arn(bucket, key));
        clients.s3()
                .getObject(
                        GetObjectRequest.builder().bucket(bucket).key(key).build(), ResponseTransformer.toFile(file));
    }

    void upload(Path file, String bucket, String key) {
        role.require("s3:PutObject", arn(bucket, key));
        clients.s3()
                .putObject(PutObjectRequest.builder().bucket(bucket).key(key).build(), RequestBody.fromFile(file));
    }

    static String arn(String bucket, String key) {
        return "arn:aws:s3:::%s/%s".formatted(bucket, key);
    }
}
