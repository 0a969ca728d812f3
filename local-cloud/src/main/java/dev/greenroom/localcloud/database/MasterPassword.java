package dev.greenroom.localcloud.database;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RDS's rules for the master user's password. */
final class MasterPassword {
    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 41;
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e&&[^/@\"]]*");
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private MasterPassword() {}

    /** A valid password is given, or RDS manages it: one of both. */
    static void requireOne(@Nullable String password, boolean managed) {
        if (managed && password != null) {
            throw RdsErrors.invalidCombination(
                    "You can't specify MasterUserPassword when you set ManageMasterUserPassword to true.");
        }
        if (!managed && password == null) {
            throw RdsErrors.invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
        }
        if (password != null) {
            requireValid(password);
        }
    }

    static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        while (password.length() < 28) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private static void requireValid(String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw RdsErrors.invalidValue(
                    "The parameter MasterUserPassword is not a valid password because it is %s than %d characters."
                            .formatted(
                                    password.length() < MIN_LENGTH ? "shorter" : "longer",
                                    password.length() < MIN_LENGTH ? MIN_LENGTH : MAX_LENGTH));
        }
        if (!ALLOWED.matcher(password).matches()) {
            throw RdsErrors.invalidValue(
                    "The parameter MasterUserPassword is not a valid password. Only printable ASCII"
                            + " characters besides '/', '@', '\"', ' ' may be used.");
        }
    }
}
