package dev.greenroom.localcloud.cloudformation;

/**
 * A resource could not reach the state asked for, for a reason that is not an answer of its service. The message and
 * code appear as AWS words them: {@code Resource handler returned message: "..." (HandlerErrorCode: CODE)}.
 */
public final class ResourceFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String handlerErrorCode;

    /** @param handlerErrorCode one of AWS's, for example {@code NotStabilized} */
    public ResourceFailedException(String handlerErrorCode, String message) {
        super(message);
        this.handlerErrorCode = handlerErrorCode;
    }

    public String handlerErrorCode() {
        return handlerErrorCode;
    }
}
