package dev.greenroom.localcloud.loadbalancing.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns conditions into tests of requests. */
final class ConditionMatcher {
    private ConditionMatcher() {}

    static Predicate<RequestView> of(Condition condition) {
        if (condition instanceof Condition.PathPattern pathPattern) {
            Predicate<String> any = anyOf(pathPattern.values(), Wildcard::exactCase);
            return request -> any.test(request.path());
        }
        if (condition instanceof Condition.HostHeader hostHeader) {
            Predicate<String> any = anyOf(hostHeader.values(), Wildcard::anyCase);
            return request -> any.test(request.host());
        }
        if (condition instanceof Condition.HttpHeader httpHeader) {
            Predicate<String> any = anyOf(httpHeader.values(), Wildcard::anyCase);
            return request -> request.header(httpHeader.name()).stream().anyMatch(any);
        }
        if (condition instanceof Condition.RequestMethod requestMethod) {
            return request -> requestMethod.values().contains(request.method());
        }
        if (condition instanceof Condition.QueryString queryString) {
            List<ParameterMatcher> matchers =
                    queryString.values().stream().map(ParameterMatcher::of).toList();
            return request -> Arrays.stream(request.query().split("&"))
                    .anyMatch(parameter -> matchers.stream().anyMatch(matcher -> matcher.matches(parameter)));
        }
        if (condition instanceof Condition.SourceIp sourceIp) {
            List<CidrBlock> blocks =
                    sourceIp.values().stream().map(CidrBlock::new).toList();
            return request -> {
                byte[] address = request.client().getAddress();
                return blocks.stream().anyMatch(block -> block.contains(address));
            };
        }
        throw new IllegalArgumentException("Unknown condition " + condition);
    }

    private static Predicate<String> anyOf(List<String> patterns, Function<String, Wildcard> kind) {
        List<Wildcard> wildcards = patterns.stream().map(kind).toList();
        return text -> wildcards.stream().anyMatch(wildcard -> wildcard.matches(text));
    }

    private record ParameterMatcher(Predicate<String> key, Wildcard value) {
        static ParameterMatcher of(Condition.Parameter parameter) {
            Predicate<String> key = parameter
                    .key()
                    .map(pattern -> (Predicate<String>) Wildcard.anyCase(pattern)::matches)
                    .orElse(any -> true);
            return new ParameterMatcher(key, Wildcard.anyCase(parameter.value()));
        }

        boolean matches(String parameter) {
            int equals = parameter.indexOf('=');
            String actualKey = equals < 0 ? parameter : parameter.substring(0, equals);
            String actualValue = equals < 0 ? "" : parameter.substring(equals + 1);
            return key.test(actualKey) && value.matches(actualValue);
        }
    }
}
