package elsewhere;

import dev.shmkit.SharedMemory;
import dev.shmkit.StridedData;

/** What a program could try that finds shmkit's own class. */
public final class ForeignData extends StridedData {
    public ForeignData(SharedMemory region) {
        super(region, 0, Long.BYTES, Long.BYTES, 1);
    }

    public long behind() {
        return longAt(0, 1 << 30);
    }
}
