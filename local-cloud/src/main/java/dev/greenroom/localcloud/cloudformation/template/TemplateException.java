package dev.greenroom.localcloud.cloudformation.template;

/** A template or its parameter values are not valid; the message is CloudFormation's {@code ValidationError}. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message);
    }

    static TemplateException format(String message, Object... arguments) {
        return new TemplateException("Template format error: " + message.formatted(arguments));
    }

    static TemplateException error(String message, Object... arguments) {
        return new TemplateException("Template error: " + message.formatted(arguments));
    }
}
