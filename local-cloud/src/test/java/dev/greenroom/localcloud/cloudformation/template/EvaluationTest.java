package dev.greenroom.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final String SHOP = """
            Parameters:
              Slots: {Type: CommaDelimitedList, Default: 'a, b'}
              Live: {Type: String, Default: a}
            Conditions:
              HasB: !Equals [!Select [1, !Ref Slots], b]
              IsIdle: !Not [!Condition HasB]
            Resources:
              Cluster: {Type: AWS::ECS::Cluster}
              Service:
                Type: AWS::ECS::Service
                DependsOn: Listener
                Properties:
                  Cluster: !GetAtt Cluster.Arn
                  ServiceName: !Sub '${AWS::StackName}-${Live}'
                  DesiredCount: 2
                  Role: !If [IsIdle, x, !Ref AWS::NoValue]
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Condition: HasB
            Outputs:
              Arn:
                Value: !GetAtt [Cluster, Arn]
                Export: {Name: !Sub '${AWS::StackName}-Cluster'}
            """;

    @Test
    void resolves_the_properties_of_a_resource() {
        var evaluation = new TemplateFixture().known("Cluster.Arn", "arn:c").evaluate(SHOP);

        assertThat(evaluation.properties("Service", new TemplateFixture().known("Cluster.Arn", "arn:c")))
                .isEqualTo(Map.of("Cluster", "arn:c", "ServiceName", "shop-a", "DesiredCount", 2L));
    }

    @Test
    void plans_properties_before_resources_exist() {
        var fixture = new TemplateFixture();
        var evaluation = fixture.evaluate(SHOP);

        assertThat(evaluation.plannedProperties("Service", fixture))
                .containsEntry("Cluster", Evaluation.KNOWN_AFTER_APPLY);
        assertThatThrownBy(() -> evaluation.properties("Service", fixture))
                .isInstanceOf(UnresolvedValueException.class);
    }

    @Test
    void orders_resources_by_what_they_need() {
        var graph = new TemplateFixture().evaluate(SHOP).dependencies();

        assertThat(graph.creationOrder()).isEqualTo(List.of("Cluster", "Listener", "Service"));
        assertThat(graph.dependenciesOf("Service")).containsExactly("Cluster", "Listener");
        assertThat(graph.dependentsOf("Cluster")).containsExactly("Service");
    }

    @Test
    void names_its_exports() {
        var fixture = new TemplateFixture().known("Cluster.Arn", "arn:c");

        assertThat(fixture.evaluate(SHOP).outputs(fixture)).singleElement().satisfies(output -> {
            assertThat(output.value()).isEqualTo("arn:c");
            assertThat(output.exportName()).contains("shop-Cluster");
        });
    }

    @Test
    void refuses_a_dependency_on_a_resource_that_its_condition_leaves_out() {
        assertThatThrownBy(() -> new TemplateFixture().evaluate(SHOP, Map.of("Slots", "a,c")))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Template format error: Unresolved resource dependencies [Listener] in the Resources block"
                        + " of the template");
    }
}
