package dev.greenroom.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TemplateTest {
    private static final String SHOP = """
            Parameters:
              Size: {Type: Number}
              Colour: {Type: String, Default: ""}
            Resources:
              Till:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub ${AWS::StackName}-${Size}
                  Tags: !If [Grey, !Ref AWS::NoValue, !Split [",", "a,b"]]
                  RedrivePolicy: !Transform {Name: x}
            """;

    @Test
    void knows_its_parameters_and_which_must_be_given() {
        var template = Template.parse("shop", SHOP);

        assertThat(template.parameters()).containsExactlyInAnyOrder("Size", "Colour");
        assertThat(template.required()).containsExactly("Size");
        assertThat(template.select(Map.of("Size", "1", "Door", "open"))).isEqualTo(Map.of("Size", "1"));
    }

    @Test
    void says_where_it_is_not_yaml() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Template.parse("shop", "Resources:\n  Till: [\n"))
                .withMessageStartingWith("Tried to read template shop but it is not YAML: ")
                .withMessageEndingWith("in line 3, column 1");
    }

    @Test
    void is_nothing_without_resources() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> Template.parse("shop", "just a text"))
                .withMessage("Tried to read template shop but it has no Resources");
    }

    @Test
    void refuses_parameters_that_it_does_not_have() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> spec(Map.of("Size", "1", "Door", "open"), Set.of("Roof")))
                .withMessage("Tried to prepare stack demo-shop but template shop has no parameter Door, Roof");
    }

    @Test
    void refuses_to_go_without_what_must_be_given() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> spec(Map.of(), Set.of()))
                .withMessage("Tried to prepare stack demo-shop but template shop needs a value for Size");
    }

    private static StackSpec spec(Map<String, String> parameters, Set<String> kept) {
        return new StackSpec("demo-shop", Template.parse("shop", SHOP), parameters, kept, Map.of());
    }
}
