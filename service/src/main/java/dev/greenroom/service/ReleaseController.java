package dev.greenroom.service;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says which release answers: how a toggle becomes visible from outside. */
@RestController
final class ReleaseController {
    private final Release release;

    ReleaseController(Release release) {
        this.release = release;
    }

    @GetMapping("/")
    Release release() {
        return release;
    }
}
