package dev.shmkit.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.LockHolder;
import dev.shmkit.cli.look.Hidden;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionMapper;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.RegionWaiter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Regions as JSON, with the MBean's attribute names in lowerCamelCase. Role and counts are what the MBean of a region has that
 * its process has not opened: those of other processes are not known.
 */
final class RegionJson {
    private static final JSON WRITER =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private RegionJson() {}

    static String write(Object value) throws IOException {
        return WRITER.asString(value);
    }

    static Map<String, @Nullable Object> of(RegionSummary region) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", region.key());
        json.put("path", region.path().toString());
        json.put("format", region.format().name());
        json.put("sizeBytes", region.sizeBytes());
        json.put("secure", region.attributes().secure());
        json.put("mode", region.attributes().mode());
        json.put("owner", region.attributes().owner());
        json.put("ownerUid", region.attributes().uid());
        json.put("ownerGid", region.attributes().gid());
        json.put("creatorPid", region.creatorPid());
        json.put("lockState", region.lockState().state().name());
        json.put("role", "NONE");
        json.put("acquisitionCount", 0L);
        json.put("contentionCount", 0L);
        json.put("timeoutCount", 0L);
        json.put("lockHolder", region.lockState().holder().map(RegionJson::of).orElse(null));
        return json;
    }

    /** With everybody who has to do with it, and whether permissions may hide more of them. */
    static Map<String, @Nullable Object> of(RegionSnapshot region, HostSnapshot snapshot) {
        Map<String, @Nullable Object> json = of(region.summary());
        json.put("residentBytes", region.residentBytes());
        json.put("createdMillis", region.created().toEpochMilli());
        json.put("creator", region.creator().name());
        json.put("usage", region.usage().name());
        json.put("waiters", region.waiters().stream().map(RegionJson::of).toList());
        json.put("mappers", region.mappers().stream().map(RegionJson::of).toList());
        json.put("waitersComplete", Hidden.waitersComplete(region, snapshot));
        json.put("mappersComplete", Hidden.mappersComplete(snapshot));
        return json;
    }

    private static Map<String, Object> of(RegionWaiter waiter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pid", waiter.pid());
        json.put("tid", waiter.tid());
        json.put("process", waiter.process());
        json.put("thread", waiter.thread());
        json.put("uid", waiter.uid());
        json.put("certain", waiter.certain());
        json.put("timed", waiter.timed());
        return json;
    }

    private static Map<String, Object> of(RegionMapper mapper) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pid", mapper.pid());
        json.put("process", mapper.process());
        json.put("uid", mapper.uid());
        json.put("stopped", mapper.stopped());
        return json;
    }

    private static Map<String, Object> of(LockHolder holder) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pid", holder.pid());
        json.put("tid", holder.tid());
        json.put("process", holder.process());
        json.put("thread", holder.thread());
        json.put("uid", holder.uid());
        json.put("stopped", holder.stopped());
        return json;
    }
}
