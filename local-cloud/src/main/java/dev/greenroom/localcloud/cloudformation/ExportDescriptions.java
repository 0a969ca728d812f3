package dev.greenroom.localcloud.cloudformation;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;

/** Shows exports and who uses them. */
final class ExportDescriptions {
    private final Exports exports;

    ExportDescriptions(Exports exports) {
        this.exports = exports;
    }

    ListExportsResponse exports(ListExportsRequest request) {
        Page<Exports.Export> page = Page.of(exports.all(), Exports.Export::name, request.nextToken());
        return ListExportsResponse.builder()
                .exports(page.items().stream()
                        .map(export -> software.amazon.awssdk.services.cloudformation.model.Export.builder()
                                .name(export.name())
                                .value(export.value())
                                .exportingStackId(export.stackId())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    ListImportsResponse imports(ListImportsRequest request) {
        List<String> importers = exports.importers(request.exportName());
        if (importers.isEmpty()) {
            throw CloudFormationErrors.validation(
                    "Export '%s' is not imported by any stack.".formatted(request.exportName()));
        }
        Page<String> page = Page.of(importers, name -> name, request.nextToken());
        return ListImportsResponse.builder()
                .imports(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
