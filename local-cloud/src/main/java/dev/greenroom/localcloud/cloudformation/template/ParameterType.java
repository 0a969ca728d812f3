package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The type of a parameter.
 *
 * @param name as declared
 * @param element the type of the value or of each element: {@code String}, {@code Number} or an AWS-specific type
 * @param list whether the value is a list, given as text with commas
 * @param stored whether the value given is the name of an SSM parameter that holds the value
 */
public record ParameterType(String name, String element, boolean list, boolean stored) {
    private static final Pattern STORED = Pattern.compile("AWS::SSM::Parameter::Value<(.+)>");
    private static final Pattern LIST = Pattern.compile("List<(.+)>");
    private static final String NUMBER = "Number";
    private static final Set<String> AWS_SPECIFIC = Set.of(
            "AWS::EC2::AvailabilityZone::Name",
            "AWS::EC2::Image::Id",
            "AWS::EC2::Instance::Id",
            "AWS::EC2::KeyPair::KeyName",
            "AWS::EC2::SecurityGroup::GroupName",
            "AWS::EC2::SecurityGroup::Id",
            "AWS::EC2::Subnet::Id",
            "AWS::EC2::VPC::Id",
            "AWS::EC2::Volume::Id",
            "AWS::Route53::HostedZone::Id",
            "AWS::SSM::Parameter::Name");

    static ParameterType parse(String name) {
        var stored = STORED.matcher(name);
        var type = stored.matches() ? stored.group(1) : name;
        var list = LIST.matcher(type);
        var isList = list.matches() || type.equals("CommaDelimitedList");
        var element = type.equals("CommaDelimitedList") ? "String" : list.matches() ? list.group(1) : type;
        var parsed = new ParameterType(name, element, isList, stored.matches());
        if (!parsed.isKnown()) {
            throw TemplateException.format("Unrecognized parameter type: %s", name);
        }
        return parsed;
    }

    private boolean isKnown() {
        return element.equals("String") || (isNumber() && !stored) || isAwsSpecific();
    }

    boolean isNumber() {
        return element.equals(NUMBER);
    }

    /** Whether values are names or IDs of things that have to exist in the account. */
    boolean isAwsSpecific() {
        return AWS_SPECIFIC.contains(element);
    }

    /** A value as {@code Ref} returns it: a string, or a list of strings. */
    Object value(String text) {
        return list ? elements(text) : text;
    }

    /** The values that constraints apply to. A list has at least one element, which may be empty. */
    List<String> elements(String text) {
        return list ? Stream.of(text.split(",", -1)).map(String::strip).toList() : List.of(text);
    }
}
