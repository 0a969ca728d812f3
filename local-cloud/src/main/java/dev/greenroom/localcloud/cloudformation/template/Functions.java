package dev.greenroom.localcloud.cloudformation.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The intrinsic functions, by the sections of a template that may use them. */
final class Functions {
    /** Functions whose short form is their name as it is. */
    static final Set<String> SHORT_WITHOUT_PREFIX = Set.of("Ref", "Condition");

    private static final Map<String, FunctionSyntax> COMMON = Map.of(
            "Ref", Ref::parse,
            "Fn::FindInMap", FindInMap::parse,
            "Fn::Join", Join::parse,
            "Fn::Select", Select::parse,
            "Fn::Split", Split::parse,
            "Fn::Sub", Sub::parse);
    private static final Map<String, FunctionSyntax> BOOLEAN = Map.of(
            "Fn::And", And::parse,
            "Fn::Equals", Equal::parse,
            "Fn::Not", Not::parse,
            "Fn::Or", Or::parse);

    /** What only the transform AWS::LanguageExtensions brings. */
    private static final Map<String, FunctionSyntax> EXTENSIONS = Map.of(
            "Fn::FindInMap", FindInMap::parseWithDefault,
            "Fn::Length", Length::parse,
            "Fn::ToJsonString", ToJsonString::parse);

    private static final Map<String, FunctionSyntax> OF_VALUES = Map.of(
            "Fn::Base64", Base64Encode::parse,
            "Fn::Cidr", Cidr::parse,
            "Fn::GetAZs", GetAzs::parse,
            "Fn::GetAtt", GetAtt::parse,
            "Fn::If", If::parse,
            "Fn::ImportValue", ImportValue::parse);
    private static final Map<String, FunctionSyntax> OF_CONDITIONS = Map.of("Condition", ConditionReference::parse);
    private static final Map<String, FunctionSyntax> OF_RULES = Map.of(
            "Fn::Contains", Contains::parse,
            "Fn::EachMemberEquals", EachMemberEquals::parse,
            "Fn::EachMemberIn", EachMemberIn::parse,
            "Fn::RefAll", RefAll::parse);

    private static final Set<String> KNOWN_BUT_NOT_EMULATED =
            Set.of("Fn::ForEach", "Fn::GetStackOutput", "Fn::Transform", "Fn::ValueOf", "Fn::ValueOfAll");

    /** Every function there is, emulated or not. */
    static final Set<String> NAMES = names();

    private Functions() {}

    /** In resources and outputs. */
    static Map<String, FunctionSyntax> ofValues(boolean extended) {
        return with(extended, COMMON, OF_VALUES);
    }

    static Map<String, FunctionSyntax> ofConditions(boolean extended) {
        return with(extended, COMMON, BOOLEAN, OF_CONDITIONS);
    }

    static Map<String, FunctionSyntax> ofRules() {
        return with(false, COMMON, BOOLEAN, OF_RULES);
    }

    @SafeVarargs
    private static Map<String, FunctionSyntax> with(boolean extended, Map<String, FunctionSyntax>... groups) {
        var functions = new HashMap<String, FunctionSyntax>();
        for (var group : groups) {
            functions.putAll(group);
        }
        if (extended) {
            functions.putAll(EXTENSIONS);
        }
        return Map.copyOf(functions);
    }

    private static Set<String> names() {
        var names = new TreeSet<>(KNOWN_BUT_NOT_EMULATED);
        names.addAll(
                with(true, COMMON, BOOLEAN, OF_VALUES, OF_CONDITIONS, OF_RULES).keySet());
        return Set.copyOf(names);
    }
}
