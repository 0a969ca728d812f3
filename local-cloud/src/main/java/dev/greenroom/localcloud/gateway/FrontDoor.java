package dev.greenroom.localcloud.gateway;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps out what may not enter and notes who calls. What is signed, and what goes to a bucket by its host name, is for
 * AWS whatever its path is; the rest goes by its path where one fits.
 */
final class FrontDoor extends Handler.Sequence {
    private final Handler aws;

    FrontDoor(Handler paths, Handler aws) {
        super(paths, aws);
        this.aws = aws;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<String> objection = ForeignPages.objection(request);
        if (objection.isPresent()) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403, objection.get());
            return true;
        }
        return Caller.note(request).isPresent() || isForBucket(request)
                ? aws.handle(request, response, callback)
                : super.handle(request, response, callback);
    }

    private static boolean isForBucket(Request request) {
        String host = Optional.ofNullable(Request.getServerName(request)).orElse("");
        return Arrays.stream(host.split("\\.")).anyMatch(label -> label.equals("s3") || label.startsWith("s3-"));
    }
}
