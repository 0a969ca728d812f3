package dev.greenroom.localcloud.aws.role;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/** Reads the members of a request by the names that AWS's models give them. */
final class Members {
    private static final Pattern ARN = Pattern.compile("(?i).*arns?");

    private Members() {}

    /**
     * The texts at a path such as {@code targets.roleArn}: one for each element where a member is a list, and none where
     * one is missing. Upper and lower case are the same.
     */
    static List<String> texts(SdkPojo request, String path) {
        Stream<Object> values = Stream.of(request);
        for (String name : path.split("\\.")) {
            values = values.flatMap(value -> members(value, name));
        }
        return values.filter(String.class::isInstance).map(String.class::cast).toList();
    }

    /** What the members of the request itself hold that are for an ARN or a list of some, by their names. */
    static List<String> arns(SdkPojo request) {
        return request.sdkFields().stream()
                .filter(field -> ARN.matcher(field.memberName()).matches())
                .map(field -> field.getValueOrDefault(request))
                .filter(Objects::nonNull)
                .flatMap(Members::each)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static Stream<Object> members(Object holder, String name) {
        if (!(holder instanceof SdkPojo pojo)) {
            return Stream.empty();
        }
        return pojo.sdkFields().stream()
                .filter(field -> field.memberName().equalsIgnoreCase(name))
                .map(field -> field.getValueOrDefault(pojo))
                .filter(Objects::nonNull)
                .flatMap(Members::each);
    }

    private static Stream<Object> each(Object value) {
        return value instanceof Collection<?> elements ? elements.stream().map(Object.class::cast) : Stream.of(value);
    }
}
