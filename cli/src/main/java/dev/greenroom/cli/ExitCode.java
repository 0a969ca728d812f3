package dev.greenroom.cli;

/** What a command's exit code says to a script. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "failed; the reason is the last thing printed"),
    USAGE(2, "wrong usage"),
    ROLLED_BACK(5, "the release could not start and was rolled back; what served before still serves"),
    NOT_THERE(7, "there is no local cloud, environment or release to work with"),
    BUSY(8, "another greenroom command is at work in this project"),
    INTERRUPTED(130, "interrupted by Ctrl-C; the next up or down takes it from there");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
