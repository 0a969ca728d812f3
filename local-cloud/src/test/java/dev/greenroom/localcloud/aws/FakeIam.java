package dev.greenroom.localcloud.aws;

import dev.greenroom.localcloud.fakes.FakeClients;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** One role with its policies, each on a page of its own, percent-encoded as IAM hands them out. */
final class FakeIam implements IamClient {
    static final String ROLE = "arn:aws:iam::000000000000:role/delivery/pipeline";
    private static final String NAME = "pipeline";
    private static final String CURRENT = "v7";

    private final Map<String, String> inline = new LinkedHashMap<>();
    private final Map<String, String> attached = new LinkedHashMap<>();
    private Optional<String> boundary = Optional.empty();

    FakeIam inline(String document) {
        inline.put("inline-" + inline.size(), document);
        return this;
    }

    FakeIam attached(String document) {
        attached.put("arn:aws:iam::000000000000:policy/attached-" + attached.size(), document);
        return this;
    }

    FakeIam boundary(String document) {
        boundary = Optional.of(document);
        return this;
    }

    AwsClients clients() {
        return FakeClients.of(this);
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        if (!request.roleName().equals(NAME)) {
            throw NoSuchEntityException.builder().message("no such role").build();
        }
        return GetRoleResponse.builder()
                .role(role -> {
                    if (boundary.isPresent()) {
                        role.permissionsBoundary(set -> set.permissionsBoundaryArn("boundary"));
                    }
                })
                .build();
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        Page page = Page.of(inline, request.marker());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.name().stream().toList())
                .isTruncated(page.marker().isPresent())
                .marker(page.marker().orElse(null))
                .build();
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .policyDocument(encoded(inline.get(request.policyName())))
                .build();
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        Page page = Page.of(attached, request.marker());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.name().stream()
                        .map(arn -> AttachedPolicy.builder().policyArn(arn).build())
                        .toList())
                .isTruncated(page.marker().isPresent())
                .marker(page.marker().orElse(null))
                .build();
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        return GetPolicyResponse.builder()
                .policy(policy -> policy.defaultVersionId(CURRENT))
                .build();
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
        if (!request.versionId().equals(CURRENT)) {
            throw NoSuchEntityException.builder().message("no such version").build();
        }
        String document = Optional.ofNullable(attached.get(request.policyArn())).orElseGet(boundary::orElseThrow);
        return GetPolicyVersionResponse.builder()
                .policyVersion(version -> version.document(encoded(document)))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param marker where the next one begins */
    private record Page(Optional<String> name, Optional<String> marker) {
        static Page of(Map<String, String> all, String marker) {
            int index = marker == null ? 0 : Integer.parseInt(marker);
            return new Page(
                    all.keySet().stream().skip(index).findFirst(),
                    index + 1 < all.size() ? Optional.of(String.valueOf(index + 1)) : Optional.empty());
        }
    }
}
