package dev.greenroom.infra.fakes;

import dev.greenroom.infra.permissions.IamActions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Writes down what is asked, sends it to a server of this machine, and has a fake answer. */
public final class Recorder implements ExecutionInterceptor {
    private final FakeAws answers;
    private final int port;
    private final Set<String> requests = new ConcurrentSkipListSet<>();
    private final Set<String> actions = new ConcurrentSkipListSet<>();

    Recorder(FakeAws answers, int port) {
        this.answers = answers;
        this.port = port;
    }

    /** Each request once, however often it was sent, since how often one looks is a matter of time. */
    public String json() {
        return "[\n  " + String.join(",\n  ", requests) + "\n]\n";
    }

    /** What IAM must allow for them. */
    public Set<String> actions() {
        return new TreeSet<>(actions);
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes call) {
        var http = context.httpRequest();
        requests.add(new RecordedRequest(service(call), operation(call), http, context.request()).json());
        actions.addAll(IamActions.of(call));
        return http.toBuilder().protocol("http").host("127.0.0.1").port(port).build();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes call) {
        var client = client(service(call));
        var method = method(client, operation(call), context.request());
        try {
            return (SdkResponse)
                    (method.getParameterCount() == 1
                            ? method.invoke(client, context.request())
                            : method.invoke(client, context.request(), RequestBody.empty()));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(refused.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What a fake refuses is what the service refused; thrown, since it may not be returned in place of another type. */
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes call) {
        if (context.exception().getCause() instanceof AwsServiceException refused) {
            throw refused;
        }
        return context.exception();
    }

    private Object client(String service) {
        return switch (service) {
            case "CloudFormation" -> answers.cloudFormation();
            case "CloudWatchLogs" -> answers.logs();
            case "CodeBuild" -> answers.codeBuild();
            case "CodePipeline" -> answers.codePipeline();
            case "Ec2" -> answers.ec2();
            case "Ecr" -> answers.ecr();
            case "Ecs" -> answers.ecs();
            case "ElasticLoadBalancingV2" -> answers.loadBalancing();
            case "S3" -> answers.s3();
            default ->
                throw new IllegalArgumentException("Tried to answer for %s but nobody fakes it".formatted(service));
        };
    }

    private static Method method(Object client, String operation, SdkRequest request) {
        return Arrays.stream(client.getClass().getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(operation))
                .filter(method -> method.getParameterTypes()[0] == request.getClass())
                .filter(method -> method.getParameterCount() == 1 || method.getParameterTypes()[1] == RequestBody.class)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Tried to answer %s but the fake has no such method".formatted(operation)));
    }

    private static String service(ExecutionAttributes call) {
        return call.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    }

    private static String operation(ExecutionAttributes call) {
        return call.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
