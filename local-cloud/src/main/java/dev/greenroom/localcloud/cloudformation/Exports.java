package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.Output;
import dev.greenroom.localcloud.cloudformation.template.TemplateException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** The outputs that stacks export, and who imports them. An export in use can be neither changed nor deleted. */
final class Exports {
    private final StackStore store;

    Exports(StackStore store) {
        this.store = store;
    }

    record Export(String name, String value, String stackId, String stackName) {}

    /** By name. */
    List<Export> all() {
        return store.all().stream()
                .filter(stack -> !stack.isDeleted() && stack.status() != StackStatus.DELETE_IN_PROGRESS)
                .flatMap(stack -> stack.contents().outputs().stream()
                        .filter(output -> output.exportName().isPresent())
                        .map(output -> new Export(output.exportName().get(), output.value(), stack.id(), stack.name())))
                .sorted(Comparator.comparing(Export::name))
                .toList();
    }

    Optional<Export> find(String name) {
        return all().stream().filter(export -> export.name().equals(name)).findFirst();
    }

    /** The value of an export, which can't change from now on because the stack uses it. */
    String importInto(String stackId, String name) {
        return store.atomically(() -> {
            Export export =
                    find(name).orElseThrow(() -> new TemplateException("No export named %s found".formatted(name)));
            store.update(stackId, stack -> stack.withContents(contents -> contents.withImport(name)));
            return export.value();
        });
    }

    /** The names of the stacks that use an export. */
    List<String> importers(String name) {
        return store.all().stream()
                .filter(stack -> !stack.isDeleted() && imports(stack, name))
                .map(Stack::name)
                .toList();
    }

    /** What a rollback would need again is in use too. */
    private static boolean imports(Stack stack, String name) {
        return stack.contents().imports().contains(name)
                || stack.baseline()
                        .filter(baseline -> baseline.contents().imports().contains(name))
                        .isPresent();
    }

    /** Gives a stack its new outputs, unless one can't be exported or an export in use would be lost or changed. */
    void publish(String stackId, List<Output> outputs) {
        store.atomically(() -> {
            Map<String, String> exported = byName(outputs);
            for (Export export : all()) {
                if (export.stackId().equals(stackId)) {
                    requireUnusedUnlessSame(export, exported.get(export.name()));
                } else if (exported.containsKey(export.name())) {
                    throw new StackFailedException("Export with name %s is already exported by stack %s"
                            .formatted(export.name(), export.stackName()));
                }
            }
            return store.update(stackId, stack -> stack.withContents(contents -> contents.withOutputs(outputs)));
        });
    }

    private static Map<String, String> byName(List<Output> outputs) {
        var exported = new HashMap<String, String>();
        for (Output output : outputs) {
            output.exportName().ifPresent(name -> {
                if (exported.put(name, output.value()) != null) {
                    throw new StackFailedException("Duplicate Export names: [%s]".formatted(name));
                }
            });
        }
        return exported;
    }

    private void requireUnusedUnlessSame(Export export, @Nullable String newValue) {
        List<String> importers = importers(export.name());
        if (importers.isEmpty() || export.value().equals(newValue)) {
            return;
        }
        throw new StackFailedException(
                newValue == null
                        ? cannotDelete(export.name(), importers)
                        : "Export %s cannot be updated as it is in use by %s"
                                .formatted(export.name(), String.join(" and ", importers)));
    }

    /** Why a stack can't be deleted; empty if it can. */
    Optional<String> obstacleToDeletion(Stack stack) {
        return stack.contents().outputs().stream()
                .flatMap(output -> output.exportName().stream())
                .filter(name -> !importers(name).isEmpty())
                .map(name -> cannotDelete(name, importers(name)))
                .findFirst();
    }

    private static String cannotDelete(String name, List<String> importers) {
        return "Cannot delete export %s as it is in use by %s".formatted(name, String.join(" and ", importers));
    }
}
