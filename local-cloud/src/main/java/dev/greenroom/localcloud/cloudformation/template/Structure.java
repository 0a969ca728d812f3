package dev.greenroom.localcloud.cloudformation.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map whose values may be function calls. */
record Structure(Map<String, Expression> entries) implements Expression {
    static final Structure EMPTY = new Structure(Map.of());

    Structure {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Map<String, Object> evaluate(Scope scope) {
        var values = new LinkedHashMap<String, Object>();
        entries.forEach((key, expression) -> {
            var value = scope.part(expression);
            if (value != NoValue.INSTANCE) {
                values.put(key, value);
            }
        });
        return Collections.unmodifiableMap(values);
    }

    @Override
    public List<Expression> parts() {
        return new ArrayList<>(entries.values());
    }
}
