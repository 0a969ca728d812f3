package dev.greenroom.localcloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

class SdkPojosTest {
    @Test
    void fills_a_builder_from_what_a_template_says() {
        Map<String, ?> tree = Map.of(
                "Family",
                "app",
                "Cpu",
                256,
                "RequiresCompatibilities",
                "FARGATE",
                "ContainerDefinitions",
                List.of(Map.of(
                        "Name",
                        "web",
                        "Essential",
                        "true",
                        "PortMappings",
                        List.of(Map.of("ContainerPort", "8080")),
                        "DockerLabels",
                        Map.of("Kept.As.It.Is", 1))),
                "Unknown",
                "left out");

        var request =
                SdkPojos.fill(RegisterTaskDefinitionRequest.builder(), tree).build();

        assertThat(request)
                .isEqualTo(RegisterTaskDefinitionRequest.builder()
                        .family("app")
                        .cpu("256")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("web")
                                .essential(true)
                                .portMappings(PortMapping.builder()
                                        .containerPort(8080)
                                        .build())
                                .dockerLabels(Map.of("Kept.As.It.Is", "1"))
                                .build())
                        .build());
    }

    @Test
    void leaves_out_what_is_null() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("Family", null);

        assertThat(SdkPojos.fill(RegisterTaskDefinitionRequest.builder(), tree)
                        .build()
                        .family())
                .isNull();
    }

    @Test
    void names_the_place_of_a_value_that_does_not_fit() {
        assertThatThrownBy(() -> fill(Map.of("Memory", "much")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Value of containerDefinitions[1].memory must be integer but is much");
        assertThatThrownBy(() -> fill(Map.of("Memory", "99999999999")))
                .hasMessageContaining("must be integer but is 99999999999");
        assertThatThrownBy(() -> fill(Map.of("Essential", "yes"))).hasMessageContaining("must be boolean but is yes");
        assertThatThrownBy(() -> fill(Map.of("Name", Map.of("Ref", "X"))))
                .hasMessage("Value of containerDefinitions[1].name must be string but is a map");
        assertThatThrownBy(() -> fill(Map.of("DockerLabels", "none"))).hasMessageContaining("must be a map");
    }

    private static void fill(Map<String, ?> container) {
        SdkPojos.fill(
                RegisterTaskDefinitionRequest.builder(), Map.of("ContainerDefinitions", List.of(Map.of(), container)));
    }
}
