package dev.greenroom.localcloud.fakes;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Lets everybody assume every role, and remembers who did. */
public final class FakeSessions implements StsClient {
    private final Set<String> assumed = ConcurrentHashMap.newKeySet();

    /** Each as {@code <role ARN> as <session name>}. */
    public Set<String> assumed() {
        return Set.copyOf(assumed);
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        assumed.add(request.roleArn() + " as " + request.roleSessionName());
        return AssumeRoleResponse.builder()
                .credentials(credentials -> credentials
                        .accessKeyId("AKID")
                        .secretAccessKey("secret")
                        .sessionToken("token")
                        .expiration(Instant.now().plusSeconds(3600)))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
