package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a template needs the caller to acknowledge. */
record Capabilities(Set<String> required, Optional<String> reason) {
    static final String IAM = "CAPABILITY_IAM";
    static final String NAMED_IAM = "CAPABILITY_NAMED_IAM";
    static final String AUTO_EXPAND = "CAPABILITY_AUTO_EXPAND";

    private static final Set<String> IAM_TYPES = Set.of(
            "AWS::IAM::AccessKey",
            "AWS::IAM::Group",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::IAM::User",
            "AWS::IAM::UserToGroupAddition");
    private static final Map<String, String> NAMES = Map.of(
            "AWS::IAM::Group", "GroupName",
            "AWS::IAM::InstanceProfile", "InstanceProfileName",
            "AWS::IAM::ManagedPolicy", "ManagedPolicyName",
            "AWS::IAM::Role", "RoleName",
            "AWS::IAM::User", "UserName");

    Capabilities {
        required = Collections.unmodifiableSet(new TreeSet<>(required));
    }

    static Capabilities of(Template template) {
        var required = new TreeSet<String>();
        var reasons = new ArrayList<String>();
        var iam = template.resources().values().stream()
                .filter(resource -> IAM_TYPES.contains(resource.type()))
                .toList();
        if (!iam.isEmpty()) {
            required.add(iam.stream().anyMatch(Capabilities::isNamed) ? NAMED_IAM : IAM);
            var types = iam.stream().map(ResourceDeclaration::type).distinct().toList();
            reasons.add("The following resource(s) require capabilities: " + types);
        }
        if (!template.transforms().isEmpty()) {
            required.add(AUTO_EXPAND);
            reasons.add("The following transform(s) require capabilities: " + template.transforms());
        }
        return new Capabilities(
                required, reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", reasons)));
    }

    private static boolean isNamed(ResourceDeclaration resource) {
        return NAMES.containsKey(resource.type()) && resource.properties().containsKey(NAMES.get(resource.type()));
    }
}
