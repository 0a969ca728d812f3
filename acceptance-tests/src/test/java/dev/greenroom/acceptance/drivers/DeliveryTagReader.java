package dev.greenroom.acceptance.drivers;

import java.util.Map;
import java.util.Optional;

/** Reads the tags of what delivers and of what watches over it. */
final class DeliveryTagReader {
    private final Account account;

    DeliveryTagReader(Account account) {
        this.account = account;
    }

    /** Empty for what can't carry tags. A type that is new to the templates must be entered here. */
    Optional<Map<String, String>> tags(String type, String id) {
        return switch (type) {
            case "AWS::Logs::MetricFilter",
                    "AWS::S3::BucketPolicy",
                    "AWS::SNS::Subscription",
                    "AWS::SNS::TopicPolicy" -> Optional.empty();
            case "AWS::CloudWatch::Alarm" -> Optional.of(alarm(id));
            case "AWS::CodeBuild::Project" -> Optional.of(buildProject(id));
            case "AWS::CodeCommit::Repository" -> Optional.of(repository(id));
            case "AWS::CodePipeline::Pipeline" -> Optional.of(pipeline(id));
            case "AWS::Events::Rule" -> Optional.of(rule(id));
            case "AWS::S3::Bucket" -> Optional.of(bucket(id));
            case "AWS::SNS::Topic" -> Optional.of(topic(id));
            default ->
                throw new IllegalStateException("Tried to read the tags of a %s but nobody said how".formatted(type));
        };
    }

    private Map<String, String> alarm(String name) {
        var cloudWatch = account.cloudWatch();
        var arn = cloudWatch
                .describeAlarms(request -> request.alarmNames(name))
                .metricAlarms()
                .get(0)
                .alarmArn();
        return TagReader.map(
                cloudWatch
                        .listTagsForResource(request -> request.resourceARN(arn))
                        .tags(),
                tag -> tag.key(),
                tag -> tag.value());
    }

    private Map<String, String> buildProject(String name) {
        var project = account.aws()
                .codeBuild()
                .batchGetProjects(request -> request.names(name))
                .projects()
                .get(0);
        return TagReader.map(project.tags(), tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> repository(String id) {
        var codeCommit = account.codeCommit();
        var name = codeCommit.listRepositoriesPaginator().repositories().stream()
                .filter(repository -> repository.repositoryId().equals(id))
                .findFirst()
                .orElseThrow()
                .repositoryName();
        var arn = codeCommit
                .getRepository(request -> request.repositoryName(name))
                .repositoryMetadata()
                .arn();
        return codeCommit
                .listTagsForResource(request -> request.resourceArn(arn))
                .tags();
    }

    private Map<String, String> pipeline(String name) {
        var codePipeline = account.aws().codePipeline();
        var arn = codePipeline
                .getPipeline(request -> request.name(name))
                .metadata()
                .pipelineArn();
        return TagReader.map(
                codePipeline
                        .listTagsForResource(request -> request.resourceArn(arn))
                        .tags(),
                tag -> tag.key(),
                tag -> tag.value());
    }

    private Map<String, String> rule(String name) {
        var events = account.events();
        var arn = events.describeRule(request -> request.name(name)).arn();
        return TagReader.map(
                events.listTagsForResource(request -> request.resourceARN(arn)).tags(),
                tag -> tag.key(),
                tag -> tag.value());
    }

    private Map<String, String> bucket(String name) {
        var tags = account.aws()
                .s3()
                .getBucketTagging(request -> request.bucket(name))
                .tagSet();
        return TagReader.map(tags, tag -> tag.key(), tag -> tag.value());
    }

    private Map<String, String> topic(String arn) {
        var tags = account.sns()
                .listTagsForResource(request -> request.resourceArn(arn))
                .tags();
        return TagReader.map(tags, tag -> tag.key(), tag -> tag.value());
    }
}
