package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.schema.ResourceSchemas;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackRequest;
import software.amazon.awssdk.services.cloudformation.model.RollbackStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;

/**
 * CloudFormation. Requests are answered at once; what they start goes on in threads of its own until {@link #close}.
 * State is kept in memory.
 */
public final class CloudFormation implements CloudFormationClient {
    private final RunningOperations operations = new RunningOperations();
    private final StackRequests stacks;
    private final ChangeSets changeSets;
    private final ChangeSetCreation changeSetCreation;
    private final ChangeSetExecution changeSetExecution;
    private final StackDescriptions stackDescriptions;
    private final ResourceDescriptions resourceDescriptions;
    private final ChangeSetDescriptions changeSetDescriptions;
    private final TemplateDescriptions templateDescriptions;
    private final ExportDescriptions exportDescriptions;

    /**
     * @param families of types that templates may use, besides CloudFormation's own
     * @param acting for operations that act in a role
     */
    public CloudFormation(AwsScope scope, AwsClients clients, List<ResourceTypeFamily> families, ActingClients acting) {
        this(scope, clients, families, acting, Clock.systemUTC(), Ids.random());
    }

    CloudFormation(
            AwsScope scope,
            AwsClients clients,
            List<ResourceTypeFamily> families,
            ActingClients acting,
            Clock clock,
            Ids ids) {
        var store = new StackStore();
        var exports = new Exports(store);
        var own = List.of(new WaitConditionHandleType(), new NestedStackType(this, store, operations));
        var all = new ArrayList<>(families);
        all.add(any -> own);
        var engine = new Engine(
                scope,
                clients,
                ResourceTypes.of(all, clients),
                new StackRoles(scope, clients, acting),
                new ResourceSchemas(),
                store,
                exports,
                clock,
                ids,
                Optional.empty());
        var launcher = new Launcher(engine, operations);
        this.stacks = new StackRequests(engine, launcher);
        this.changeSets = new ChangeSets(store);
        this.changeSetCreation = new ChangeSetCreation(engine, changeSets);
        this.changeSetExecution = new ChangeSetExecution(store, changeSets, launcher);
        this.stackDescriptions = new StackDescriptions(store);
        this.resourceDescriptions = new ResourceDescriptions(store);
        this.changeSetDescriptions = new ChangeSetDescriptions(store, changeSets);
        this.templateDescriptions = new TemplateDescriptions(engine, changeSets);
        this.exportDescriptions = new ExportDescriptions(exports);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Stops what goes on, as it is. */
    @Override
    public void close() {
        operations.close();
    }

    @Override
    public CreateStackResponse createStack(CreateStackRequest request) {
        return CreateStackResponse.builder().stackId(stacks.create(request)).build();
    }

    @Override
    public UpdateStackResponse updateStack(UpdateStackRequest request) {
        return UpdateStackResponse.builder().stackId(stacks.update(request)).build();
    }

    @Override
    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        stacks.delete(request);
        return DeleteStackResponse.builder().build();
    }

    @Override
    public CancelUpdateStackResponse cancelUpdateStack(CancelUpdateStackRequest request) {
        stacks.cancelUpdate(request);
        return CancelUpdateStackResponse.builder().build();
    }

    @Override
    public ContinueUpdateRollbackResponse continueUpdateRollback(ContinueUpdateRollbackRequest request) {
        stacks.continueRollback(request);
        return ContinueUpdateRollbackResponse.builder().build();
    }

    @Override
    public RollbackStackResponse rollbackStack(RollbackStackRequest request) {
        return RollbackStackResponse.builder().stackId(stacks.rollBack(request)).build();
    }

    @Override
    public UpdateTerminationProtectionResponse updateTerminationProtection(UpdateTerminationProtectionRequest request) {
        return UpdateTerminationProtectionResponse.builder()
                .stackId(stacks.protect(request))
                .build();
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        ChangeSet changeSet = changeSetCreation.create(request);
        return CreateChangeSetResponse.builder()
                .id(changeSet.id())
                .stackId(changeSet.stackId())
                .build();
    }

    @Override
    public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        changeSetExecution.execute(request);
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        changeSets.delete(request.changeSetName(), request.stackName());
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        return changeSetDescriptions.describe(request);
    }

    @Override
    public ListChangeSetsResponse listChangeSets(ListChangeSetsRequest request) {
        return changeSetDescriptions.list(request);
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        return stackDescriptions.describe(request.stackName(), request.nextToken());
    }

    @Override
    public ListStacksResponse listStacks(ListStacksRequest request) {
        return stackDescriptions.list(request);
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        return stackDescriptions.events(request.stackName(), request.nextToken());
    }

    @Override
    public DescribeStackResourceResponse describeStackResource(DescribeStackResourceRequest request) {
        return resourceDescriptions.describe(request);
    }

    @Override
    public DescribeStackResourcesResponse describeStackResources(DescribeStackResourcesRequest request) {
        return resourceDescriptions.describeAll(request);
    }

    @Override
    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        return resourceDescriptions.list(request);
    }

    @Override
    public GetTemplateResponse getTemplate(GetTemplateRequest request) {
        return templateDescriptions.get(request);
    }

    @Override
    public GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
        return templateDescriptions.summarize(request);
    }

    @Override
    public ValidateTemplateResponse validateTemplate(ValidateTemplateRequest request) {
        return templateDescriptions.validate(request);
    }

    @Override
    public ListExportsResponse listExports(ListExportsRequest request) {
        return exportDescriptions.exports(request);
    }

    @Override
    public ListImportsResponse listImports(ListImportsRequest request) {
        return exportDescriptions.imports(request);
    }

    @Override
    public CloudFormationWaiter waiter() {
        return CloudFormationWaiter.builder().client(this).build();
    }
}
