package dev.greenroom.localcloud.ec2;

import dev.greenroom.localcloud.cloudformation.Properties;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Rules of a security group, from a template's words to the API's. */
final class SecurityGroupRules {
    /** What a group without egress rules allows. */
    static final IpPermission ALL_OUT = IpPermission.builder()
            .ipProtocol("-1")
            .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
            .build();

    private SecurityGroupRules() {}

    static List<IpPermission> ingress(List<Properties> rules) {
        return rules.stream().map(SecurityGroupRules::ingress).toList();
    }

    static List<IpPermission> egress(List<Properties> rules) {
        return rules.stream().map(SecurityGroupRules::egress).toList();
    }

    static IpPermission ingress(Properties rule) {
        return permission(rule, "SourceSecurityGroupId", "SourcePrefixListId");
    }

    static IpPermission egress(Properties rule) {
        return permission(rule, "DestinationSecurityGroupId", "DestinationPrefixListId");
    }

    private static IpPermission permission(Properties rule, String groupProperty, String prefixListProperty) {
        String description = rule.text("Description").orElse(null);
        var permission = IpPermission.builder().ipProtocol(rule.requiredText("IpProtocol"));
        rule.integer("FromPort").ifPresent(permission::fromPort);
        rule.integer("ToPort").ifPresent(permission::toPort);
        rule.text("CidrIp")
                .ifPresent(cidr -> permission.ipRanges(
                        IpRange.builder().cidrIp(cidr).description(description).build()));
        rule.text("CidrIpv6")
                .ifPresent(cidr -> permission.ipv6Ranges(Ipv6Range.builder()
                        .cidrIpv6(cidr)
                        .description(description)
                        .build()));
        rule.text(groupProperty)
                .ifPresent(group -> permission.userIdGroupPairs(UserIdGroupPair.builder()
                        .groupId(group)
                        .description(description)
                        .build()));
        rule.text("SourceSecurityGroupName")
                .ifPresent(group -> permission.userIdGroupPairs(UserIdGroupPair.builder()
                        .groupName(group)
                        .description(description)
                        .build()));
        rule.text(prefixListProperty)
                .ifPresent(list -> permission.prefixListIds(PrefixListId.builder()
                        .prefixListId(list)
                        .description(description)
                        .build()));
        return permission.build();
    }
}
