package dev.greenroom.localcloud;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.aws.AwsScope;
import dev.greenroom.localcloud.cloudformation.CloudFormation;
import dev.greenroom.localcloud.cloudformation.ResourceTypeFamily;
import dev.greenroom.localcloud.cloudwatch.AlarmType;
import dev.greenroom.localcloud.codebuild.CodeBuild;
import dev.greenroom.localcloud.codebuild.cloudformation.CodeBuildResourceTypes;
import dev.greenroom.localcloud.codecommit.CodeCommit;
import dev.greenroom.localcloud.codecommit.CodeRepositoryType;
import dev.greenroom.localcloud.codepipeline.CodePipeline;
import dev.greenroom.localcloud.codepipeline.cloudformation.PipelineType;
import dev.greenroom.localcloud.database.DbInstanceType;
import dev.greenroom.localcloud.database.DbSubnetGroupType;
import dev.greenroom.localcloud.database.Rds;
import dev.greenroom.localcloud.ec2.Ec2ResourceTypes;
import dev.greenroom.localcloud.ecs.Ecs;
import dev.greenroom.localcloud.ecs.cloudformation.EcsResourceTypes;
import dev.greenroom.localcloud.events.EventBridge;
import dev.greenroom.localcloud.events.RuleType;
import dev.greenroom.localcloud.iam.IamResourceTypes;
import dev.greenroom.localcloud.loadbalancing.LoadBalancing;
import dev.greenroom.localcloud.logs.CloudWatchLogs;
import dev.greenroom.localcloud.logs.LogsResourceTypes;
import dev.greenroom.localcloud.registry.Ecr;
import dev.greenroom.localcloud.registry.RepositoryType;
import dev.greenroom.localcloud.runtime.TaskNetwork;
import dev.greenroom.localcloud.s3.S3ResourceTypes;
import dev.greenroom.localcloud.secretsmanager.SecretType;
import dev.greenroom.localcloud.sns.SnsResourceTypes;
import dev.greenroom.localcloud.sqs.SqsResourceTypes;
import dev.greenroom.localcloud.ssm.ParameterType;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.Lazy;

/** The services of one region, each made when it is first needed: the emulated ones, and clients of LocalStack. */
final class RegionalServices implements AwsClients, AutoCloseable {
    private final Lazy<CloudFormation> cloudFormation;
    private final Lazy<CodeBuild> codeBuild;
    private final Lazy<CodeCommit> codeCommit;
    private final Lazy<CodePipeline> codePipeline;
    private final Lazy<Ecr> ecr;
    private final Lazy<Ecs> ecs;
    private final Lazy<EventBridge> eventTargets;
    private final Lazy<LoadBalancing> loadBalancing;
    private final Lazy<CloudWatchLogs> logFilters;
    private final Lazy<Rds> rds;

    private final Lazy<CloudWatchClient> cloudWatch;
    private final Lazy<Ec2Client> ec2;
    private final Lazy<EventBridgeClient> eventBridge;
    private final Lazy<IamClient> iam;
    private final Lazy<KmsClient> kms;
    private final Lazy<CloudWatchLogsClient> logs;
    private final Lazy<S3Client> s3;
    private final Lazy<SecretsManagerClient> secretsManager;
    private final Lazy<SnsClient> sns;
    private final Lazy<SqsClient> sqs;
    private final Lazy<SsmClient> ssm;
    private final Lazy<StsClient> sts;

    RegionalServices(AwsScope scope, Machine machine, LocalStackClients localStack) {
        Clock clock = Clock.systemUTC();
        var network = new TaskNetwork(); // two regions may hand out the same private addresses
        cloudFormation = new Lazy<>(() -> new CloudFormation(
                scope, this, resourceTypes(), guard -> new WatchedClients(localStack.watchedBy(guard))));
        codeBuild = new Lazy<>(() -> new CodeBuild(scope, this, machine.builds(), machine.gateway(), clock));
        codeCommit = new Lazy<>(() -> new CodeCommit(scope, this, machine.gateway(), machine.gitRepositories(), clock));
        codePipeline = new Lazy<>(() -> new CodePipeline(scope, this, machine.pace(), machine.underway(), clock));
        ecr = new Lazy<>(() -> new Ecr(scope, machine.registry(), clock));
        ecs = new Lazy<>(() -> new Ecs(scope, this, machine.tasks(), network, machine.gateway(), clock));
        var eventBridgeItself = new Lazy<>(() -> localStack.pastGateway(EventBridgeClient.builder()));
        eventTargets = new Lazy<>(() -> new EventBridge(scope, this, eventBridgeItself::getValue));
        loadBalancing = new Lazy<>(() ->
                new LoadBalancing(scope, this, machine.proxy(), machine.addresses(), network, machine.pace(), clock));
        var logsThemselves = new Lazy<>(() -> localStack.pastGateway(CloudWatchLogsClient.builder()));
        logFilters = new Lazy<>(() -> new CloudWatchLogs(this, logsThemselves::getValue, clock));
        rds = new Lazy<>(() -> new Rds(scope, this, machine.databases(), clock));

        cloudWatch = new Lazy<>(() -> localStack.client(CloudWatchClient.builder()));
        ec2 = new Lazy<>(() -> localStack.client(Ec2Client.builder()));
        eventBridge = new Lazy<>(() -> localStack.client(EventBridgeClient.builder()));
        iam = new Lazy<>(() -> localStack.client(IamClient.builder()));
        kms = new Lazy<>(() -> localStack.client(KmsClient.builder()));
        logs = new Lazy<>(() -> localStack.client(CloudWatchLogsClient.builder()));
        s3 = new Lazy<>(localStack::s3);
        secretsManager = new Lazy<>(() -> localStack.client(SecretsManagerClient.builder()));
        sns = new Lazy<>(() -> localStack.client(SnsClient.builder()));
        sqs = new Lazy<>(() -> localStack.client(SqsClient.builder()));
        ssm = new Lazy<>(() -> localStack.client(SsmClient.builder()));
        sts = new Lazy<>(() -> localStack.client(StsClient.builder()));
    }

    /** Those that templates may use besides CloudFormation's own. */
    static List<ResourceTypeFamily> resourceTypes() {
        return List.of(
                clients -> CodeBuildResourceTypes.of(clients.codeBuild()),
                clients -> EcsResourceTypes.of(clients.ecs()),
                LoadBalancing::resourceTypes,
                clients -> List.of(new RepositoryType(clients.ecr())),
                clients -> List.of(new PipelineType(clients.codePipeline())),
                clients -> List.of(new CodeRepositoryType(clients.codeCommit())),
                clients -> List.of(new DbInstanceType(clients.rds()), new DbSubnetGroupType(clients.rds())),
                clients -> Ec2ResourceTypes.of(clients.ec2()),
                clients -> IamResourceTypes.of(clients.iam()),
                clients -> LogsResourceTypes.of(clients.logs()),
                clients -> List.of(new AlarmType(clients.cloudWatch())),
                clients -> List.of(new RuleType(clients.eventBridge())),
                clients -> SnsResourceTypes.of(clients.sns()),
                clients -> SqsResourceTypes.of(clients.sqs()),
                clients -> S3ResourceTypes.of(clients.s3()),
                clients -> List.of(new ParameterType(clients.ssm())),
                clients -> List.of(new SecretType(clients.secretsManager())));
    }

    /** What stands in front of LocalStack's EventBridge. Others use {@link #eventBridge()}, as anybody does. */
    EventBridge eventTargets() {
        return eventTargets.getValue();
    }

    /** What stands in front of LocalStack's CloudWatch Logs. Others use {@link #logs()}, as anybody does. */
    CloudWatchLogs logFilters() {
        return logFilters.getValue();
    }

    @Override
    public CloudFormation cloudFormation() {
        return cloudFormation.getValue();
    }

    @Override
    public CloudWatchClient cloudWatch() {
        return cloudWatch.getValue();
    }

    @Override
    public CodeBuild codeBuild() {
        return codeBuild.getValue();
    }

    @Override
    public CodeCommit codeCommit() {
        return codeCommit.getValue();
    }

    @Override
    public CodePipeline codePipeline() {
        return codePipeline.getValue();
    }

    @Override
    public Ec2Client ec2() {
        return ec2.getValue();
    }

    @Override
    public Ecr ecr() {
        return ecr.getValue();
    }

    @Override
    public Ecs ecs() {
        return ecs.getValue();
    }

    @Override
    public EventBridgeClient eventBridge() {
        return eventBridge.getValue();
    }

    @Override
    public IamClient iam() {
        return iam.getValue();
    }

    @Override
    public KmsClient kms() {
        return kms.getValue();
    }

    @Override
    public LoadBalancing loadBalancing() {
        return loadBalancing.getValue();
    }

    @Override
    public CloudWatchLogsClient logs() {
        return logs.getValue();
    }

    @Override
    public Rds rds() {
        return rds.getValue();
    }

    @Override
    public S3Client s3() {
        return s3.getValue();
    }

    @Override
    public SecretsManagerClient secretsManager() {
        return secretsManager.getValue();
    }

    @Override
    public SnsClient sns() {
        return sns.getValue();
    }

    @Override
    public SqsClient sqs() {
        return sqs.getValue();
    }

    @Override
    public SsmClient ssm() {
        return ssm.getValue();
    }

    @Override
    public StsClient sts() {
        return sts.getValue();
    }

    /** First who changes things, then what they change. */
    @Override
    public void close() {
        for (Lazy<? extends AutoCloseable> service : List.of(
                eventTargets, codePipeline, codeBuild, cloudFormation, codeCommit, ecs, loadBalancing, rds, ecr)) {
            if (service.hasValue()) {
                service.close();
            }
        }
    }
}
