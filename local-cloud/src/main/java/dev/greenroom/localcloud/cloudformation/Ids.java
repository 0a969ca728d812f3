package dev.greenroom.localcloud.cloudformation;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where the random parts of names come from. */
interface Ids {
    String uuid();

    /** The end of a name that CloudFormation generates: twelve letters and digits. */
    String suffix();

    static Ids random() {
        return new Ids() {
            private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
            private static final int LENGTH = 12;

            @Override
            public String uuid() {
                return UUID.randomUUID().toString();
            }

            @Override
            public String suffix() {
                var random = RandomGenerator.getDefault();
                var suffix = new StringBuilder(LENGTH);
                for (int i = 0; i < LENGTH; i++) {
                    suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                }
                return suffix.toString();
            }
        };
    }
}
