package dev.greenroom.localcloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.rds.RdsClient;

class OperationsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                CloudFormationClient.class,
                CodeBuildClient.class,
                CodeCommitClient.class,
                CodePipelineClient.class,
                EcrClient.class,
                EcsClient.class,
                ElasticLoadBalancingV2Client.class,
                EventBridgeClient.class,
                RdsClient.class
            })
    void finds_every_operation_of_an_interface(Class<? extends SdkClient> api) {
        var operations = new Operations(api);

        List<String> names = Arrays.stream(api.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && Operation.isRequest(method.getParameterTypes()[0])
                        && AwsResponse.class.isAssignableFrom(method.getReturnType()))
                .map(method -> Operation.wireName(method.getName()))
                .toList();

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(operations.find(name))
                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "describeStacks",
                "DescribeStacksPaginator",
                "describestacks",
                "DescribeStackses",
                "DESCRIBESTACKS",
                "CloudFormation",
                "Waiter",
                "../DescribeStacks",
                "DescribeStacks\n"
            })
    void finds_nothing_else(String name) {
        assertThat(new Operations(CloudFormationClient.class).find(name)).isEmpty();
    }

    @Test
    void lists_what_a_class_and_its_superclasses_implement() {
        assertThat(new Operations(EcsClient.class).of(Grandchild.class))
                .containsExactly("DescribeClusters", "ListClusters");
    }

    private abstract static class Parent implements EcsClient {
        @Override
        public ListClustersResponse listClusters(ListClustersRequest request) {
            return ListClustersResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class Grandchild extends Parent {
        @Override
        public ListClustersResponse listClusters(ListClustersRequest request) {
            return super.listClusters(request);
        }

        @Override
        public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
            throw new IllegalStateException();
        }
    }
}
