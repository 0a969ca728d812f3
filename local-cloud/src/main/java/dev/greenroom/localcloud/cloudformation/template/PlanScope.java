package dev.greenroom.localcloud.cloudformation.template;

/** Evaluates for a change set: to {@link Evaluation#KNOWN_AFTER_APPLY} what is not known yet, and reads no secret. */
final class PlanScope extends ResourceScope {
    private final Scope arguments;

    PlanScope(EvaluationContext context, ResourceLookup lookup) {
        super(context, lookup);
        this.arguments = new WithoutSecrets(context, lookup);
    }

    @Override
    public Object part(Expression expression) {
        try {
            return super.part(expression);
        } catch (UnresolvedValueException e) {
            return Evaluation.KNOWN_AFTER_APPLY;
        }
    }

    @Override
    public Scope forArguments() {
        return arguments;
    }

    /** Fails on what is not known yet: a function has a value only if all its arguments have. */
    private static final class WithoutSecrets extends ResourceScope {
        private final EvaluationContext context;

        WithoutSecrets(EvaluationContext context, ResourceLookup lookup) {
            super(context, lookup);
            this.context = context;
        }

        @Override
        public String resolved(String text) {
            return context.resolvedWithoutSecrets(text);
        }
    }
}
