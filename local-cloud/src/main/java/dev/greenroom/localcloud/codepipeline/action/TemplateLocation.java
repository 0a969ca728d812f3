package dev.greenroom.localcloud.codepipeline.action;

import dev.greenroom.localcloud.aws.PipelineBuild.StoredObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a template is given to CloudFormation: with the request where it is short enough, else by a bucket. */
record TemplateLocation(@Nullable String body, @Nullable String url) {
    private static final int LONGEST_BODY = 51_200;

    static TemplateLocation of(ActionInput input, Artifacts artifacts, StackInput content) {
        if (content.template().getBytes(StandardCharsets.UTF_8).length <= LONGEST_BODY) {
            return new TemplateLocation(content.template(), null);
        }
        StoredObject beside = input.inputs().get(0).object();
        var object = new StoredObject(beside.bucket(), beside.key() + "-template-" + input.id());
        artifacts.putText(input.role(), object, content.template());
        return new TemplateLocation(null, "https://%s.s3.amazonaws.com/%s".formatted(object.bucket(), object.key()));
    }
}
