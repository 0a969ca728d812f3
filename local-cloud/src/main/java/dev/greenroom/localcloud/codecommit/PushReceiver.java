package dev.greenroom.localcloud.codecommit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one push. What it changed is known to the API, and told as events, before the one who pushes is answered. */
final class PushReceiver extends ReceivePack {
    private static final Logger LOG = LoggerFactory.getLogger(PushReceiver.class);

    private final CodeRepository repository;
    private final References references;

    /** @param user the access key that git sent */
    PushReceiver(CodeRepository repository, References references, String user) {
        super(repository.git());
        this.repository = repository;
        this.references = references;
        setRefLogIdent(new PersonIdent(user, user));
        setPreReceiveHook((receiver, commands) -> keepDefaultBranch(commands));
    }

    /** Who pushes is told what was wrong, if still there; the cloud's log needs no more than a line of it. */
    @Override
    public void receive(InputStream input, OutputStream output, @Nullable OutputStream messages) throws IOException {
        try {
            super.receive(input, output, messages);
        } catch (UnpackException e) {
            LOG.info("A push to {} came to nothing: {}", repository.name(), String.valueOf(e.getCause()));
            drain(input);
        }
    }

    @Override
    protected void executeCommands() {
        super.executeCommands();
        List<ReceiveCommand> done = filterCommands(ReceiveCommand.Result.OK);
        try {
            for (ReceiveCommand command : done) {
                references.happened(repository, change(command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Tried to note what was pushed but " + e.getMessage(), e);
        }
    }

    private void keepDefaultBranch(Collection<ReceiveCommand> commands) {
        for (ReceiveCommand command : commands) {
            boolean isDefault = repository
                    .defaultBranch()
                    .filter(branch -> command.getRefName().equals(Constants.R_HEADS + branch))
                    .isPresent();
            if (isDefault && command.getType() == ReceiveCommand.Type.DELETE) {
                command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, CodeCommitErrors.DEFAULT_BRANCH_STAYS);
            }
        }
    }

    /** Else the answer would not be read, while the rest of the pack is still being sent. */
    private static void drain(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("The rest of it did not arrive", e);
        }
    }

    private static ReferenceChange change(ReceiveCommand command) {
        return new ReferenceChange(
                command.getRefName(), ReferenceChange.id(command.getOldId()), ReferenceChange.id(command.getNewId()));
    }
}
