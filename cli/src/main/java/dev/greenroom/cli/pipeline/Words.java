package dev.greenroom.cli.pipeline;

import dev.greenroom.infra.pipeline.Status;
import java.util.Locale;

/** Statuses as people read them. */
final class Words {
    private Words() {}

    /** {@code in progress}, {@code not started}, {@code succeeded}. */
    static String of(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
