package dev.greenroom.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a client sends to put a performance on the programme. */
record NewPerformance(
        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 100) String venue,
        @NotNull Instant startsAt) {}
