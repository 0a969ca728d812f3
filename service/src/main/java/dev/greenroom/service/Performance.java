package dev.greenroom.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An evening on the programme.
 *
 * @param venue null where a release wrote the row that did not know venues yet
 */
record Performance(long id, String title, @Nullable String venue, Instant startsAt) {}
