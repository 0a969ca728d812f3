package dev.greenroom.localcloud.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Puts an implementation of an SDK client interface on the wire. */
public final class ServiceEndpoint {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceEndpoint.class);

    private final String service;
    private final Wire wire;
    private final Operations operations;

    /**
     * @param service the name that IAM and messages use, for example {@code ecs}
     * @param api an interface of the SDK, for example {@code EcsClient.class}
     */
    public ServiceEndpoint(String service, Class<? extends SdkClient> api, Wire wire) {
        this.service = requireNonNull(service, "service is null");
        this.wire = requireNonNull(wire, "wire is null");
        this.operations = new Operations(api);
    }

    /** The operation of this service that the request names, in one of the service's protocols; empty for any other. */
    public Optional<String> operationOf(WireRequest request) {
        try {
            return operations.find(WireCall.of(request, wire).operation()).map(Operation::name);
        } catch (WireErrorException e) {
            return Optional.empty();
        }
    }

    /** The operations that {@code implementation} has, in alphabetical order. */
    public List<String> operationsOf(Class<? extends SdkClient> implementation) {
        return operations.of(implementation);
    }

    /** Carries out a request of somebody who may do everything. */
    public WireResponse answer(WireRequest request, Supplier<? extends SdkClient> implementation) {
        return answer(request, implementation, asked -> {});
    }

    /**
     * Carries out a request. Whatever goes wrong is answered as AWS would; what nobody foresaw is logged.
     *
     * @param check throws what the request is refused with
     */
    public WireResponse answer(
            WireRequest request, Supplier<? extends SdkClient> implementation, Consumer<AwsRequest> check) {
        String requestId = UUID.randomUUID().toString();
        WireCall call = WireCall.of(request, wire);
        WireResponse response;
        try {
            response = carryOut(call, implementation, check, requestId);
        } catch (WireErrorException e) {
            response = call.error(e.error(), requestId);
        } catch (RuntimeException | Error e) {
            LOGGER.error("Request {} to {} failed", requestId, service, e);
            response = call.error(WireError.of(500, "InternalFailure", service + " failed: " + e), requestId);
        }
        return response.withHeader("x-amzn-RequestId", requestId);
    }

    private WireResponse carryOut(
            WireCall call, Supplier<? extends SdkClient> implementation, Consumer<AwsRequest> check, String requestId) {
        Operation operation = operation(call);
        AwsRequest input = input(call, operation);
        try {
            check.accept(input);
            return call.result(operation.name(), operation.call(implementation.get(), input), requestId);
        } catch (AwsServiceException e) {
            throw modelled(call, e).asException();
        } catch (UnsupportedOperationException e) {
            throw operation.isMissing(e) ? notEmulated(operation).asException() : e;
        }
    }

    private Operation operation(WireCall call) {
        String name = call.operation();
        return operations.find(name).orElseThrow(() -> call.unknownOperation(name)
                .asException());
    }

    private static AwsRequest input(WireCall call, Operation operation) {
        try {
            SdkPojo builder = operation.newRequest();
            call.read(builder);
            return (AwsRequest) ((SdkBuilder<?, ?>) builder).build();
        } catch (IllegalArgumentException e) {
            throw call.unreadable(e.getMessage()).asException();
        }
    }

    private static WireError modelled(WireCall call, AwsServiceException exception) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(exception.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElseGet(() -> call.codeOf(exception.getClass()));
        String message = details.map(AwsErrorDetails::errorMessage)
                .or(() -> Optional.ofNullable(exception.getMessage()))
                .orElse(code);
        int status = details.map(AwsErrorDetails::sdkHttpResponse)
                .map(SdkHttpResponse::statusCode)
                .orElse(exception.statusCode());
        return new WireError(status == 0 ? 400 : status, code, message, exception);
    }

    /** 501 is a status that no SDK tries again. */
    private WireError notEmulated(Operation operation) {
        return WireError.of(
                501,
                "NotEmulated",
                "Greenroom does not emulate %s:%s. GET /_greenroom/health lists the operations that it emulates."
                        .formatted(service, operation.name()));
    }
}
