package dev.greenroom.localcloud.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import org.jspecify.annotations.Nullable;

/** Waits for a pull. An engine says in the midst of its answer when it fails, which docker-java's own callback breaks on. */
final class ImagePull extends ResultCallback.Adapter<PullResponseItem> {
    private volatile @Nullable String error;

    private ImagePull() {}

    /** @throws DockerClientException with what the engine said */
    static void run(PullImageCmd command) throws InterruptedException {
        ImagePull pull = command.exec(new ImagePull());
        pull.awaitCompletion();
        String failure = pull.error;
        if (failure != null) {
            throw new DockerClientException(failure);
        }
    }

    @Override
    public void onNext(PullResponseItem item) {
        ErrorDetail detail = item.getErrorDetail();
        if (detail != null) {
            error = String.valueOf(detail.getMessage());
        }
    }
}
