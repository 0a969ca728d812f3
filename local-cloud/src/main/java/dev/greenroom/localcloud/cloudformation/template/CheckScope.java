package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Knows parameters, mappings and conditions, but nothing that exists only outside the template. */
final class CheckScope extends ResourceScope {
    CheckScope(EvaluationContext context) {
        super(context, ResourceLookup.nothingKnown());
    }

    /** The value that an evaluation comes to, if that is known already; fails if it is wrong already. */
    <T> Optional<T> known(Function<Scope, T> evaluation) {
        try {
            return Optional.of(evaluation.apply(this));
        } catch (UnresolvedValueException e) {
            return Optional.empty();
        }
    }

    @Override
    public String exportedValue(String name) {
        throw new UnresolvedValueException(name);
    }

    @Override
    public List<String> availabilityZones(String region) {
        throw new UnresolvedValueException(region);
    }

    @Override
    public String resolved(String text) {
        if (DynamicReferences.isIn(text)) {
            throw new UnresolvedValueException(text);
        }
        return text;
    }
}
