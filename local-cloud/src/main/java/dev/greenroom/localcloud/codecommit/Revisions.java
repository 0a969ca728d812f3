package dev.greenroom.localcloud.codecommit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Finds commits by what a caller calls them. */
final class Revisions {
    private static final int MAX_BRANCH_NAME = 256;

    private Revisions() {}

    /** Names of all branches, in alphabetical order. */
    static List<String> branches(Repository git) {
        return GitCall.of(() -> git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                .map(branch -> branch.getName().substring(Constants.R_HEADS.length()))
                .sorted()
                .toList());
    }

    static String validBranch(@Nullable String name) {
        if (name == null) {
            throw CodeCommitErrors.branchNameRequired();
        }
        if (name.length() > MAX_BRANCH_NAME || !Repository.isValidRefName(Constants.R_HEADS + name)) {
            throw CodeCommitErrors.invalidBranchName();
        }
        return name;
    }

    /** The commit that a branch is at. */
    static Optional<ObjectId> tip(Repository git, String branch) {
        return GitCall.of(() ->
                Optional.ofNullable(git.exactRef(Constants.R_HEADS + branch)).map(Ref::getObjectId));
    }

    /** A commit by its full ID. */
    static Optional<RevCommit> commit(Repository git, String id) {
        if (!ObjectId.isId(id)) {
            throw CodeCommitErrors.invalidCommitId();
        }
        return GitCall.of(() -> parse(git, ObjectId.fromString(id)));
    }

    /** A commit by its full ID, a branch, a tag, {@code HEAD} or a full reference; without, that of the default branch. */
    static RevCommit specified(Repository git, @Nullable String specifier) {
        return GitCall.of(() -> find(git, specifier == null ? Constants.HEAD : specifier))
                .orElseThrow(CodeCommitErrors::commitDoesNotExist);
    }

    private static Optional<RevCommit> find(Repository git, String specifier) throws IOException {
        if (ObjectId.isId(specifier)) {
            return parse(git, ObjectId.fromString(specifier));
        }
        for (String name : Stream.of("", Constants.R_HEADS, Constants.R_TAGS)
                .map(prefix -> prefix + specifier)
                .toList()) {
            Ref reference = git.exactRef(name);
            if (reference != null && reference.getObjectId() != null) {
                return parse(git, reference.getObjectId());
            }
        }
        return Optional.empty();
    }

    private static Optional<RevCommit> parse(Repository git, ObjectId id) throws IOException {
        try (var walk = new RevWalk(git)) {
            return Optional.of(walk.parseCommit(id));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }
}
