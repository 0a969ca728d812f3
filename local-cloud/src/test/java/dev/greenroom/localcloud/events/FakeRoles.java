package dev.greenroom.localcloud.events;

import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Roles by what they may: one that may start everything, one that may do nothing, one that trusts another service. */
final class FakeRoles implements IamClient {
    static final String STARTS = "arn:aws:iam::000000000000:role/starts";
    static final String POWERLESS = "arn:aws:iam::000000000000:role/powerless";
    static final String OF_BUILDS = "arn:aws:iam::000000000000:role/of-builds";

    private static final Map<String, String> TRUSTED = Map.of(
            "starts",
            "events.amazonaws.com",
            "powerless",
            "events.amazonaws.com",
            "of-builds",
            "codebuild.amazonaws.com");
    private static final String ALL = """
        {"Statement": [{"Effect": "Allow", "Action": ["codepipeline:*", "codebuild:*"], "Resource": "*"}]}\
        """;
    private static final String TRUST = """
        {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "%s"}}]}\
        """;

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        String trusted = TRUSTED.get(request.roleName());
        if (trusted == null) {
            throw NoSuchEntityException.builder().message("no such role").build();
        }
        return GetRoleResponse.builder()
                .role(role -> role.assumeRolePolicyDocument(TRUST.formatted(trusted)))
                .build();
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return request.roleName().equals("powerless")
                ? ListRolePoliciesResponse.builder().isTruncated(false).build()
                : ListRolePoliciesResponse.builder()
                        .policyNames("all")
                        .isTruncated(false)
                        .build();
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder().policyDocument(ALL).build();
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return ListAttachedRolePoliciesResponse.builder().isTruncated(false).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
