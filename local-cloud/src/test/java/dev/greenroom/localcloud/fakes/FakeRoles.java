package dev.greenroom.localcloud.fakes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/** Roles by name: the service that each trusts, and at most one policy. */
public final class FakeRoles implements IamClient {
    private static final String TRUST = """
        {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "%s"}}]}\
        """;

    private final Map<String, String> trusts = new ConcurrentHashMap<>();
    private final Map<String, String> policies = new ConcurrentHashMap<>();

    /** @param trusted such as {@code ecs-tasks.amazonaws.com} */
    public FakeRoles put(String name, String trusted) {
        trusts.put(name, TRUST.formatted(trusted));
        return this;
    }

    /** @param statement in JSON */
    public FakeRoles policy(String name, String statement) {
        policies.put(name, "{\"Statement\": [%s]}".formatted(statement));
        return this;
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        String trust = trusts.get(request.roleName());
        if (trust == null) {
            throw AwsFailures.failure(NoSuchEntityException.builder(), "NoSuchEntity", "no such role");
        }
        return GetRoleResponse.builder()
                .role(role -> role.assumeRolePolicyDocument(trust))
                .build();
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        ListRolePoliciesResponse.Builder answer =
                ListRolePoliciesResponse.builder().isTruncated(false);
        return policies.containsKey(request.roleName())
                ? answer.policyNames("only").build()
                : answer.build();
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .policyDocument(policies.get(request.roleName()))
                .build();
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
