package dev.greenroom.localcloud.codepipeline.definition;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationPropertyType;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionType;

/** The action types that are emulated, as AWS describes them. */
public final class ActionTypes {
    private ActionTypes() {}

    /** @param owner only those of this owner; AWS has made all that there are here */
    public static List<ActionType> of(@Nullable ActionOwner owner) {
        return Stream.of(ActionKind.values())
                .filter(kind -> owner == null || owner == ActionOwner.AWS)
                .map(ActionTypes::describe)
                .toList();
    }

    private static ActionType describe(ActionKind kind) {
        return ActionType.builder()
                .id(kind.id())
                .actionConfigurationProperties(Stream.concat(
                                kind.required().stream().map(name -> property(name, true)),
                                kind.optional().stream().sorted().map(name -> property(name, false)))
                        .toList())
                .inputArtifactDetails(count -> count.minimumCount(kind.inputs().least())
                        .maximumCount(kind.inputs().most()))
                .outputArtifactDetails(
                        count -> count.minimumCount(kind.outputs().least())
                                .maximumCount(kind.outputs().most()))
                .build();
    }

    private static ActionConfigurationProperty property(String name, boolean required) {
        return ActionConfigurationProperty.builder()
                .name(name)
                .required(required)
                .key(true)
                .secret(false)
                .type(ActionConfigurationPropertyType.STRING)
                .build();
    }
}
