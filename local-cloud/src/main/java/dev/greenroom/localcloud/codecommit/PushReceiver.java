package dev.greenroom.localcloud.codecommit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** Takes one push. What it changed is known to the API, and told as events, before the one who pushes is answered. */
final class PushReceiver extends ReceivePack {
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

    private static ReferenceChange change(ReceiveCommand command) {
        return new ReferenceChange(
                command.getRefName(), ReferenceChange.id(command.getOldId()), ReferenceChange.id(command.getNewId()));
    }
}
