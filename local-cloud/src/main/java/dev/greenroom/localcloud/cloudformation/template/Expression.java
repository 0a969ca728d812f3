package dev.greenroom.localcloud.cloudformation.template;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A value in a template that may hold calls of intrinsic functions. */
sealed interface Expression permits Literal, Listing, Structure, Intrinsic {
    /** A string, number, boolean, list or map, or {@link NoValue}. */
    Object evaluate(Scope scope);

    /** What this is made of, one level down. */
    default List<? extends Expression> parts() {
        return List.of();
    }

    /** The parts that count once conditions are known: of an {@code Fn::If} only the branch taken. */
    default List<? extends Expression> parts(Predicate<String> conditions) {
        return parts();
    }

    /** This and all that is in it. */
    default Stream<Expression> all() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
    }

    /** This and all in it that counts once conditions are known. */
    default Stream<Expression> active(Predicate<String> conditions) {
        return Stream.concat(Stream.of(this), parts(conditions).stream().flatMap(part -> part.active(conditions)));
    }
}
