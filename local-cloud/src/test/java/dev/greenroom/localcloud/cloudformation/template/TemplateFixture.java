package dev.greenroom.localcloud.cloudformation.template;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A template with everything around it that an evaluation needs. */
final class TemplateFixture implements Externals, ParameterLookup, ResourceLookup {
    static final String STACK_ID = "arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1f";

    private final Map<String, String> exports = new HashMap<>();
    private final Map<String, String> stored = new HashMap<>();
    private final Map<String, Object> known = new HashMap<>();

    TemplateFixture export(String name, String value) {
        exports.put(name, value);
        return this;
    }

    TemplateFixture stored(String name, String value) {
        stored.put(name, value);
        return this;
    }

    /** @param reference a logical ID, or a logical ID, a dot and an attribute */
    TemplateFixture known(String reference, Object value) {
        known.put(reference, value);
        return this;
    }

    Evaluation evaluate(String body, Map<String, String> given) {
        var template = Template.parse(body);
        var inputs = new HashMap<String, ParameterInput>();
        given.forEach((name, value) -> inputs.put(name, ParameterInput.of(value)));
        var parameters = ParameterValues.resolve(template, inputs, Map.of(), this);
        var scope = new AwsScope("111122223333", "eu-west-1");
        var pseudo = new PseudoParameters(scope, "shop", STACK_ID, List.of("arn:aws:sns:eu-west-1:111122223333:news"));
        return new Evaluation(template, parameters, pseudo, this);
    }

    Evaluation evaluate(String body) {
        return evaluate(body, Map.of());
    }

    @Override
    public String exportedValue(String name) {
        return Optional.ofNullable(exports.get(name))
                .orElseThrow(() -> new TemplateException("No export named %s found".formatted(name)));
    }

    @Override
    public String dynamicReference(String service, String reference) {
        return "<%s %s>".formatted(service, reference);
    }

    @Override
    public List<String> availabilityZones(String region) {
        return List.of(region + "a", region + "b");
    }

    @Override
    public Optional<String> storedValue(String name) {
        return Optional.ofNullable(stored.get(name));
    }

    @Override
    public boolean exists(String type, String id) {
        return !id.contains("missing");
    }

    @Override
    public Object ref(String logicalId) {
        return known(logicalId);
    }

    @Override
    public Object attribute(String logicalId, String attribute) {
        return known(logicalId + "." + attribute);
    }

    private Object known(String reference) {
        return Optional.ofNullable(known.get(reference)).orElseThrow(() -> new UnresolvedValueException(reference));
    }
}
