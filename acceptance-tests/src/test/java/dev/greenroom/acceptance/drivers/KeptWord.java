package dev.greenroom.acceptance.drivers;

import dev.greenroom.infra.stacks.Pacing;
import dev.greenroom.infra.stacks.Stack;
import dev.greenroom.infra.stacks.StackListener;
import dev.greenroom.infra.stacks.StackSpec;
import dev.greenroom.infra.stacks.Stacks;
import dev.greenroom.infra.stacks.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The smallest stack that has something to lose: it keeps one word. */
public final class KeptWord {
    private final Account account;
    private final String name;
    private final Stack stack;

    public KeptWord(Account account, StackListener listener, String name) {
        this.account = account;
        this.name = name;
        this.stack = new Stacks(account.aws(), listener, Pacing.ofThisMachine()).stack(name);
    }

    /** Makes the stack keep this word, with the right template. */
    public void keep(String word) throws InterruptedException {
        update("word", word);
    }

    /** Updates the stack with one of the templates that have a mistake. */
    public void update(String template) throws InterruptedException {
        update(template, "hello");
    }

    public void update(String template, String word) throws InterruptedException {
        // The template is not looked at here, so that it is CloudFormation that finds what is wrong with it.
        var unread = new Template(template, text(template), Set.of("Word"), Set.of());
        stack.deploy(new StackSpec(name, unread, Map.of("Word", word), Set.of(), Map.of()), () -> {});
    }

    /** Deletes the stack, if there is one. */
    public void forget() throws InterruptedException {
        stack.delete();
    }

    /** The word as the parameter store has it. */
    public String word() {
        var parameter = stack.find().orElseThrow().output("Parameter");
        return account.parameters()
                .getParameter(request -> request.name(parameter))
                .parameter()
                .value();
    }

    public String status() {
        return stack.find().orElseThrow().status();
    }

    private static String text(String template) {
        try (var file = KeptWord.class.getResourceAsStream("templates/%s.yaml".formatted(template))) {
            if (file == null) {
                throw new IllegalStateException(
                        "Tried to read template %s but there is no such file".formatted(template));
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
