package dev.greenroom.localcloud.runtime.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What child processes may know of the environment of whoever started us. */
public final class HostEnvironment {
    private static final Set<String> HARMLESS = Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "USER", "LOGNAME");
    private static final Set<String> PYTHON = Set.of("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV");

    private HostEnvironment() {}

    /** Where programs lie, language and time zone: never credentials, proxies or endpoints. */
    public static Map<String, String> minimal() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().retainAll(HARMLESS);
        return environment;
    }

    /** For package installers, which need the user's proxies, certificates and registries. */
    public static Map<String, String> forInstallers() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeAll(PYTHON);
        return environment;
    }
}
