package dev.greenroom.localcloud.codecommit;

import dev.greenroom.localcloud.aws.AwsScope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codecommit.model.TagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.TagResourceResponse;
import software.amazon.awssdk.services.codecommit.model.UntagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UntagResourceResponse;

/** Tags of repositories, which are named by ARN here. */
final class TagOperations {
    private static final int MAX_TAGS = 50;

    private final AwsScope scope;
    private final Repositories repositories;

    TagOperations(AwsScope scope, Repositories repositories) {
        this.scope = scope;
        this.repositories = repositories;
    }

    static void requireFew(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw CodeCommitErrors.tooManyTags();
        }
    }

    TagResourceResponse tag(TagResourceRequest request) {
        CodeRepository repository = byArn(request.resourceArn());
        var all = new HashMap<>(repository.tags());
        all.putAll(request.tags());
        requireFew(all);
        repository.tag(request.tags());
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        byArn(request.resourceArn()).untag(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(byArn(request.resourceArn()).tags())
                .build();
    }

    private CodeRepository byArn(@Nullable String arn) {
        if (arn == null) {
            throw CodeCommitErrors.resourceArnRequired();
        }
        String prefix = scope.arn("codecommit", "");
        if (!arn.startsWith(prefix)) {
            throw CodeCommitErrors.invalidResourceArn();
        }
        return repositories.existing(arn.substring(prefix.length()));
    }
}
