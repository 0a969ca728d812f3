package dev.greenroom.localcloud.cloudformation.template;

import java.util.Map;

/** The intrinsic functions, by the sections of a template that may use them. */
final class Functions {
    /** In resources and outputs. */
    static final Map<String, FunctionSyntax> OF_VALUES = Map.ofEntries(
            Map.entry("Ref", Ref::parse),
            Map.entry("Fn::Base64", Base64Encode::parse),
            Map.entry("Fn::Cidr", Cidr::parse),
            Map.entry("Fn::FindInMap", FindInMap::parse),
            Map.entry("Fn::GetAZs", GetAzs::parse),
            Map.entry("Fn::GetAtt", GetAtt::parse),
            Map.entry("Fn::If", If::parse),
            Map.entry("Fn::ImportValue", ImportValue::parse),
            Map.entry("Fn::Join", Join::parse),
            Map.entry("Fn::Select", Select::parse),
            Map.entry("Fn::Split", Split::parse),
            Map.entry("Fn::Sub", Sub::parse));

    /** In the Conditions section. */
    static final Map<String, FunctionSyntax> OF_CONDITIONS = Map.ofEntries(
            Map.entry("Condition", ConditionReference::parse),
            Map.entry("Ref", Ref::parse),
            Map.entry("Fn::And", And::parse),
            Map.entry("Fn::Equals", Equal::parse),
            Map.entry("Fn::FindInMap", FindInMap::parse),
            Map.entry("Fn::Join", Join::parse),
            Map.entry("Fn::Not", Not::parse),
            Map.entry("Fn::Or", Or::parse),
            Map.entry("Fn::Select", Select::parse),
            Map.entry("Fn::Split", Split::parse),
            Map.entry("Fn::Sub", Sub::parse));

    private Functions() {}
}
