package dev.greenroom.localcloud.ecs.definition;

import dev.greenroom.localcloud.ecs.model.EcsErrors;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The size of a Fargate task.
 *
 * @param cpu in CPU units, 1024 to a vCPU
 * @param memory in MiB
 */
record FargateSize(int cpu, int memory) {
    private static final int UNITS = 1024;
    private static final Pattern QUANTITY = Pattern.compile("(\\d*\\.?\\d+)\\s*(vcpu|gb)?");

    FargateSize {
        if (!memories(cpu).contains(memory)) {
            throw EcsErrors.client("No Fargate configuration exists for given values: %d CPU, %d memory. See the Amazon"
                            .formatted(cpu, memory)
                    + " ECS documentation for the valid values.");
        }
    }

    /** Reads what a task definition says: {@code 256} or {@code .25 vCPU}, {@code 512} or {@code 0.5 GB}. */
    static FargateSize parse(@Nullable String cpu, @Nullable String memory) {
        return new FargateSize(quantity("cpu", "vcpu", cpu), quantity("memory", "gb", memory));
    }

    private static int quantity(String name, String bigUnit, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw EcsErrors.client("Fargate requires that '%s' be defined at the task level.".formatted(name));
        }
        Matcher matcher = QUANTITY.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || matcher.group(2) != null && !matcher.group(2).equals(bigUnit)) {
            throw EcsErrors.client("Invalid '%s' setting for task.".formatted(name));
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        return (matcher.group(2) == null ? number : number.multiply(BigDecimal.valueOf(UNITS))).intValue();
    }

    private static List<Integer> memories(int cpu) {
        return switch (cpu) {
            case 256 -> List.of(512, 1024, 2048);
            case 512 -> range(1024, 4096, 1024);
            case 1024 -> range(2048, 8192, 1024);
            case 2048 -> range(4096, 16384, 1024);
            case 4096 -> range(8192, 30720, 1024);
            case 8192 -> range(16384, 61440, 4096);
            case 16384 -> range(32768, 122880, 8192);
            default -> List.of();
        };
    }

    private static List<Integer> range(int from, int to, int step) {
        return IntStream.iterate(from, value -> value <= to, value -> value + step)
                .boxed()
                .toList();
    }
}
