package dev.greenroom.localcloud.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Set;

/** Checks a lifecycle policy as ECR does when it is put. */
final class LifecyclePolicy {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LifecyclePolicy() {}

    /** @throws software.amazon.awssdk.services.ecr.model.InvalidParameterException naming what is wrong */
    static void validate(String text) {
        JsonNode rules = parse(text).path("rules");
        if (!rules.isArray() || rules.isEmpty()) {
            throw invalid("it has no rules");
        }
        Set<Integer> priorities = new HashSet<>();
        for (JsonNode rule : rules) {
            int priority = rule.path("rulePriority").asInt();
            if (priority < 1 || !priorities.add(priority)) {
                throw invalid("rulePriority %s is missing, below 1 or not unique".formatted(rule.path("rulePriority")));
            }
            checkSelection(rule.path("selection"));
            if (!rule.path("action").path("type").asText().equals("expire")) {
                throw invalid("action type %s is not expire"
                        .formatted(rule.path("action").path("type")));
            }
        }
    }

    private static void checkSelection(JsonNode selection) {
        if (!Set.of("tagged", "untagged", "any")
                .contains(selection.path("tagStatus").asText())) {
            throw invalid("tagStatus %s is not tagged, untagged or any".formatted(selection.path("tagStatus")));
        }
        boolean hasList = selection.has("tagPrefixList") || selection.has("tagPatternList");
        if (selection.path("tagStatus").asText().equals("tagged") && !hasList) {
            throw invalid("tagStatus tagged needs a tagPrefixList or a tagPatternList");
        }
        String countType = selection.path("countType").asText();
        if (!Set.of("imageCountMoreThan", "sinceImagePushed").contains(countType)) {
            throw invalid("countType %s is not imageCountMoreThan or sinceImagePushed"
                    .formatted(selection.path("countType")));
        }
        if (countType.equals("sinceImagePushed")
                && !selection.path("countUnit").asText().equals("days")) {
            throw invalid("countType sinceImagePushed needs the countUnit days");
        }
        if (selection.path("countNumber").asInt() < 1) {
            throw invalid("countNumber %s is missing or below 1".formatted(selection.path("countNumber")));
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("it is not JSON: " + e.getOriginalMessage());
        }
    }

    private static RuntimeException invalid(String reason) {
        return EcrErrors.invalidParameter(
                "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: %s'"
                        .formatted(reason));
    }
}
