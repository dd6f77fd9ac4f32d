package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Names of users and groups, from wherever the system keeps them, see getpwuid_r(3) and getgrgid_r(3). */
public final class Users {
    /** passwd and group both begin with the pointer to their name. */
    private static final int ENTRY_BYTES = 64;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Map<Integer, String> USER_NAMES = new ConcurrentHashMap<>();
    private static final Map<Integer, String> GROUP_NAMES = new ConcurrentHashMap<>();

    private Users() {}

    /** The user that this process acts as. */
    public static int current() {
        return LibC.getuid();
    }

    /** Writes {@code user:group}, numbers where names are unknown. */
    public static String owner(int uid, int gid) {
        return userName(uid) + ":" + groupName(gid);
    }

    private static String userName(int uid) {
        return USER_NAMES.computeIfAbsent(uid, id -> name(id, LibC::getpwuid_r));
    }

    private static String groupName(int gid) {
        return GROUP_NAMES.computeIfAbsent(gid, id -> name(id, LibC::getgrgid_r));
    }

    private static String name(int id, Lookup lookup) {
        try (Memory entry = new Memory(ENTRY_BYTES);
                Memory buffer = new Memory(BUFFER_BYTES);
                Memory result = new Memory(Long.BYTES)) {
            int errno = lookup.find(id, entry, buffer, BUFFER_BYTES, result);
            @Nullable Pointer found = result.getPointer(0);
            return errno == 0 && found != null
                    ? entry.getPointer(0).getString(0, "UTF-8")
                    : Integer.toUnsignedString(id);
        }
    }

    private interface Lookup {
        int find(int id, Pointer entry, Pointer buffer, long bufferBytes, Pointer result);
    }
}
