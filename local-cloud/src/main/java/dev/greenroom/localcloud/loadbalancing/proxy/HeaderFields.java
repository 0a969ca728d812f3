package dev.greenroom.localcloud.loadbalancing.proxy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header lines of a message as they came. Lines that pass are copied as whole runs of bytes; only those that a proxy
 * has to understand are ever turned into text.
 */
final class HeaderFields {
    private static final int LINE_START = 0;
    private static final int NAME_END = 1;
    private static final int VALUE_START = 2;
    private static final int VALUE_END = 3;
    private static final int LINE_END = 4;
    private static final int PER_FIELD = 5;
    private static final boolean[] TOKEN = tokenCharacters();

    private final byte[] bytes;
    private int[] positions = new int[16 * PER_FIELD];
    private HeaderName[] names = new HeaderName[16];
    private int count;

    /** Reads the lines from a position to the end of the bytes. */
    HeaderFields(byte[] bytes, int start) throws BadMessageException {
        this.bytes = bytes;
        int position = start;
        while (bytes[position] != '\r') {
            position = readLine(position);
        }
        if (position != bytes.length - 2) {
            throw BadMessageException.malformed("a carriage return outside of a line's end");
        }
    }

    private int readLine(int lineStart) throws BadMessageException {
        int nameEnd = lineStart;
        while (isToken(bytes[nameEnd])) {
            nameEnd++;
        }
        if (nameEnd == lineStart || bytes[nameEnd] != ':') {
            throw BadMessageException.malformed("not a header");
        }
        int valueStart = nameEnd + 1;
        while (isBlank(bytes[valueStart])) {
            valueStart++;
        }
        int end = valueStart;
        while (isText(bytes[end])) {
            end++;
        }
        if (bytes[end] != '\r' || bytes[end + 1] != '\n') {
            throw BadMessageException.malformed("a control character in a header");
        }
        int valueEnd = end;
        while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        add(lineStart, nameEnd, valueStart, valueEnd, end + 2);
        return end + 2;
    }

    private void add(int lineStart, int nameEnd, int valueStart, int valueEnd, int lineEnd) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            positions = Arrays.copyOf(positions, 2 * count * PER_FIELD);
        }
        int at = count * PER_FIELD;
        positions[at + LINE_START] = lineStart;
        positions[at + NAME_END] = nameEnd;
        positions[at + VALUE_START] = valueStart;
        positions[at + VALUE_END] = valueEnd;
        positions[at + LINE_END] = lineEnd;
        names[count++] = HeaderName.of(bytes, lineStart, nameEnd);
    }

    int count() {
        return count;
    }

    HeaderName name(int index) {
        return names[index];
    }

    String nameText(int index) {
        return text(position(index, LINE_START), position(index, NAME_END));
    }

    String value(int index) {
        return text(position(index, VALUE_START), position(index, VALUE_END));
    }

    /** Whether the value is a text that is given in lower case. */
    boolean valueIs(int index, String expected) {
        int start = position(index, VALUE_START);
        if (position(index, VALUE_END) - start != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (Character.toLowerCase((char) bytes[start + i]) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int count(HeaderName name) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (names[i] == name) {
                found++;
            }
        }
        return found;
    }

    /** Whether there is a header with a value, given in lower case. */
    boolean has(HeaderName name, String lowerCaseValue) {
        for (int i = 0; i < count; i++) {
            if (names[i] == name && valueIs(i, lowerCaseValue)) {
                return true;
            }
        }
        return false;
    }

    /** All values of a header, the first one first. */
    List<String> values(HeaderName name) {
        if (count(name) == 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (names[i] == name) {
                values.add(value(i));
            }
        }
        return values;
    }

    /** All values of a header, of any name. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (name.equalsIgnoreCase(nameText(i))) {
                values.add(value(i));
            }
        }
        return values;
    }

    /** The value of a Content-Length header. */
    long length(int index) throws BadMessageException {
        int start = position(index, VALUE_START);
        int end = position(index, VALUE_END);
        if (start == end || end - start > 18) {
            throw BadMessageException.malformed("not a content length");
        }
        long length = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw BadMessageException.malformed("not a content length");
            }
            length = 10 * length + digit;
        }
        return length;
    }

    /** Copies the lines but those of some names, and those that the Connection header says go no further. */
    void copyTo(ByteBuf out, EnumSet<HeaderName> without, Set<String> listedNames) {
        int runStart = -1;
        int runEnd = -1;
        for (int i = 0; i < count; i++) {
            if (without.contains(names[i]) || isListed(i, listedNames)) {
                copyRun(out, runStart, runEnd);
                runStart = -1;
            } else {
                runStart = runStart < 0 ? position(i, LINE_START) : runStart;
                runEnd = position(i, LINE_END);
            }
        }
        copyRun(out, runStart, runEnd);
    }

    private void copyRun(ByteBuf out, int start, int end) {
        if (start >= 0) {
            out.writeBytes(bytes, start, end - start);
        }
    }

    private boolean isListed(int index, Set<String> listedNames) {
        return !listedNames.isEmpty() && listedNames.contains(nameText(index).toLowerCase(Locale.ROOT));
    }

    private int position(int index, int which) {
        return positions[index * PER_FIELD + which];
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }

    private static boolean isText(byte value) {
        return value >= ' ' && value != 0x7f || value == '\t' || value < 0;
    }

    static boolean isToken(byte value) {
        return value >= 0 && TOKEN[value];
    }

    private static boolean[] tokenCharacters() {
        boolean[] token = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            token[c] = Character.isLetterOrDigit(c);
        }
        "!#$%&'*+-.^_`|~".chars().forEach(c -> token[c] = true);
        return token;
    }
}
