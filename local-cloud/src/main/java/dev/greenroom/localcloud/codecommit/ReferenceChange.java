package dev.greenroom.localcloud.codecommit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A branch or tag that was created, moved or deleted.
 *
 * @param reference its full name: {@code refs/heads/main}
 * @param before empty for one that is new
 * @param after empty for one that is gone
 */
record ReferenceChange(String reference, Optional<String> before, Optional<String> after) {
    /** git writes nothing as zeros. */
    static Optional<String> id(AnyObjectId id) {
        return id.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(id.name());
    }

    Optional<String> branch() {
        return below(Constants.R_HEADS);
    }

    /** Others, such as notes, are kept but not told of. */
    boolean isBranchOrTag() {
        return branch().isPresent() || tag().isPresent();
    }

    /** The event's words for it. */
    Map<String, Object> detail(String repositoryName, String repositoryId) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("event", event());
        detail.put("repositoryName", repositoryName);
        detail.put("repositoryId", repositoryId);
        detail.put("referenceType", branch().isPresent() ? "branch" : "tag");
        detail.put("referenceName", branch().or(this::tag).orElse(reference));
        detail.put("referenceFullName", reference);
        after.ifPresent(commit -> detail.put("commitId", commit));
        before.ifPresent(commit -> detail.put("oldCommitId", commit));
        return detail;
    }

    private String event() {
        return before.isEmpty() ? "referenceCreated" : after.isEmpty() ? "referenceDeleted" : "referenceUpdated";
    }

    private Optional<String> tag() {
        return below(Constants.R_TAGS);
    }

    private Optional<String> below(String prefix) {
        return reference.startsWith(prefix) ? Optional.of(reference.substring(prefix.length())) : Optional.empty();
    }
}
