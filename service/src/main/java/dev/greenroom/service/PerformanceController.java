package dev.greenroom.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The programme over HTTP. */
@RestController
@RequestMapping("/performances")
final class PerformanceController {
    private final Performances performances;

    PerformanceController(Performances performances) {
        this.performances = performances;
    }

    @PostMapping
    ResponseEntity<Performance> add(@RequestBody @Valid NewPerformance performance) {
        var added = performances.add(performance);
        // Relative, so that it holds whatever host and port a load balancer was asked on.
        return ResponseEntity.created(URI.create("/performances/" + added.id())).body(added);
    }

    @GetMapping("/{id}")
    Performance find(@PathVariable long id) {
        return performances.find(id).orElseThrow(() -> new PerformanceNotFoundException(id));
    }

    @GetMapping
    Page<Performance> list(
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return performances.list(page, size);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable long id) {
        if (!performances.remove(id)) {
            throw new PerformanceNotFoundException(id);
        }
        return ResponseEntity.noContent().build();
    }
}
