package dev.greenroom.localcloud.cloudformation.template;

/** Evaluates to {@link Evaluation#KNOWN_AFTER_APPLY} what is not known yet. */
final class PlanScope extends ResourceScope {
    private final Scope arguments;

    PlanScope(EvaluationContext context, ResourceLookup lookup) {
        super(context, lookup);
        this.arguments = new ResourceScope(context, lookup);
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
}
