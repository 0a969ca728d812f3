package dev.greenroom.localcloud.codebuild.build;

/** A phase of a build failed: the status code and the message of its context. */
final class PhaseFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String statusCode;

    PhaseFailedException(String statusCode, String message) {
        super(message);
        this.statusCode = statusCode;
    }

    /** Something is wrong with what the customer gave. */
    static PhaseFailedException client(String message) {
        return new PhaseFailedException("CLIENT_ERROR", message);
    }

    String statusCode() {
        return statusCode;
    }
}
