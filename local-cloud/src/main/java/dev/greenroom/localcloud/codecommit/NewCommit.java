package dev.greenroom.localcloud.codecommit;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** A commit that is made without git, on top of the branch it is for. For one thread. */
final class NewCommit implements AutoCloseable {
    private static final String DEFAULT_AUTHOR = "root";

    private final CodeRepository repository;
    private final String branch;
    private final Optional<RevCommit> parent;
    private final ObjectInserter objects;
    private final TreeEdit tree;

    private NewCommit(CodeRepository repository, String branch, Optional<RevCommit> parent) {
        Repository git = repository.git();
        this.repository = repository;
        this.branch = branch;
        this.parent = parent;
        this.objects = git.newObjectInserter();
        this.tree =
                new TreeEdit(parent.map(commit -> TreeFiles.all(git, commit)).orElseGet(TreeMap::new));
    }

    /** @param parentCommitId has to be the tip of the branch; the first commit of a repository has none */
    static NewCommit on(CodeRepository repository, @Nullable String branch, @Nullable String parentCommitId) {
        String valid = Revisions.validBranch(branch);
        Repository git = repository.git();
        Optional<ObjectId> tip = Revisions.tip(git, valid);
        if (tip.isEmpty() && isTag(git, valid)) {
            throw CodeCommitErrors.branchNameIsTagName();
        }
        if (tip.isEmpty() && !Revisions.branches(git).isEmpty()) {
            throw CodeCommitErrors.branchDoesNotExist();
        }
        if (tip.isEmpty() && parentCommitId != null) {
            throw CodeCommitErrors.parentCommitDoesNotExist();
        }
        return new NewCommit(repository, valid, tip.map(id -> parent(git, id, parentCommitId)));
    }

    TreeEdit tree() {
        return tree;
    }

    ObjectId insert(byte[] content) {
        return GitCall.of(() -> objects.insert(Constants.OBJ_BLOB, content));
    }

    /** Writes the commit. */
    Made make(@Nullable String author, @Nullable String email, String message, Clock clock) {
        return GitCall.of(() -> write(author, email, message, clock));
    }

    /** Makes it the tip of its branch, unless somebody else has moved that meanwhile. */
    void publish(Made made, References references) {
        if (!references.move(repository, Constants.R_HEADS + branch, parent, Optional.of(made.commit()))) {
            throw CodeCommitErrors.parentCommitIdOutdated();
        }
    }

    @Override
    public void close() {
        objects.close();
    }

    /** A commit that is written, but on no branch yet. */
    record Made(ObjectId commit, ObjectId tree) {}

    private Made write(@Nullable String author, @Nullable String email, String message, Clock clock)
            throws IOException {
        ObjectId written = tree.write(objects);
        if (parent.filter(commit -> commit.getTree().equals(written)).isPresent()) {
            throw CodeCommitErrors.noChange();
        }
        var person = new PersonIdent(
                author == null ? DEFAULT_AUTHOR : author, email == null ? "" : email, clock.instant(), ZoneOffset.UTC);
        var commit = new CommitBuilder();
        commit.setTreeId(written);
        parent.ifPresent(commit::setParentId);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        ObjectId id = objects.insert(commit);
        objects.flush();
        return new Made(id, written);
    }

    private static RevCommit parent(Repository git, ObjectId tip, @Nullable String parentCommitId) {
        if (parentCommitId == null) {
            throw CodeCommitErrors.parentCommitIdRequired();
        }
        if (!ObjectId.isId(parentCommitId)) {
            throw CodeCommitErrors.invalidParentCommitId();
        }
        RevCommit parent =
                Revisions.commit(git, parentCommitId).orElseThrow(CodeCommitErrors::parentCommitDoesNotExist);
        if (!parent.equals(tip)) {
            throw CodeCommitErrors.parentCommitIdOutdated();
        }
        return parent;
    }

    private static boolean isTag(Repository git, String name) {
        return GitCall.of(() -> git.exactRef(Constants.R_TAGS + name) != null);
    }
}
