package dev.greenroom.infra.stacks;

/** What is done to a stack. */
public enum StackAction {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete");

    private final String verb;

    StackAction(String verb) {
        this.verb = verb;
    }

    public String verb() {
        return verb;
    }
}
