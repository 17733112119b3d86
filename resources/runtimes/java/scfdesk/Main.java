// SPDX-License-Identifier: GPL-3.0-or-later
package scfdesk;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The Java side of an instance: frames on descriptor 3 (app/engine/instance/framecodec.h), one event at a time. For Java 8 and later.
 * No lambda, no regular expression, no formatter: each would load classes that a cold start waits for.
 */
public final class Main {
    private static final int LOAD = 1, EVENT = 2, UP = 16, LOADED = 17, LOAD_FAILED = 18, REPLY = 19;
    private static final int HEAD = 5;
    private static final int CONTEXT_AGAIN = 0x80000000;
    private static final int RESPONSE_BYTES = 6 * 1024 * 1024;
    private static final int TRACE_BYTES = 100000;  // of a stack trace; its reply must stay far below a frame
    private static final long PEAK_NS = 50_000_000;
    private static final int CHUNK = 65536;

    static long entered;

    private static FileInputStream in;
    private static FileOutputStream out;
    private static final byte[] chunk = new byte[CHUNK];
    private static byte[] payload = chunk;  // of the frame under way: from `begin` to `end`
    private static int begin;
    private static int end;

    private static Code code;
    private static String requestId = "";
    private static int timeLimit;
    private static int memoryLimit;

    private static boolean nativeLoaded;
    private static FileOutputStream clearRefs;
    private static long peak;
    private static long peakRead;

    private Main() {}

    private static final class Given implements com.qcloud.scf.runtime.Context {
        private final String id = requestId;

        @Override public String getRequestId() { return id; }
        @Override public int getTimeLimitInMs() { return timeLimit; }
        @Override public int getMemoryLimitInMb() { return memoryLimit; }
        @Override public String toString() { return "Context{requestId=" + id + ", timeLimitInMs=" + timeLimit + ", memoryLimitInMb=" + memoryLimit + "}"; }
    }

    // ---- frames -------------------------------------------------------------------------------------------------------
    private static int readFrame() throws IOException {
        int have = 0;
        while (have < HEAD) {
            int n = in.read(chunk, have, CHUNK - have);
            if (n <= 0) Runtime.getRuntime().halt(0);  // the engine is gone
            have += n;
        }
        int size = (chunk[0] & 255) | (chunk[1] & 255) << 8 | (chunk[2] & 255) << 16 | (chunk[3] & 255) << 24;
        payload = chunk;
        begin = HEAD;
        end = HEAD + size;
        if (end > CHUNK) payload = Arrays.copyOf(chunk, end);
        while (have < end) {
            int n = in.read(payload, have, end - have);
            if (n <= 0) Runtime.getRuntime().halt(0);
            have += n;
        }
        return chunk[4];
    }

    private static ByteBuffer frame(int kind, int size) {
        ByteBuffer frame = ByteBuffer.allocate(HEAD + size).order(ByteOrder.LITTLE_ENDIAN);
        return frame.putInt(size).put((byte) kind);
    }

    private static void send(ByteBuffer frame) throws IOException {
        out.write(frame.array());
    }

    private static long number(int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; --i) value = value << 8 | payload[at + i] & 255;
        return value;
    }

    private static String text(int from, int to) {
        return new String(payload, from, to - from, StandardCharsets.UTF_8);
    }

    // ---- the resident peak: the kernel keeps it, a write of 5 starts it anew; looked at every 50 ms --------------------
    private static void startPeak(long now) {
        if (clearRefs == null || now - peakRead < PEAK_NS) return;
        try {
            clearRefs.write('5');
        } catch (IOException e) {
            clearRefs = null;
        }
        peakRead = 0;
    }

    private static long readPeak(long now) {
        if (peakRead != 0 && now - peakRead < PEAK_NS) return peak;
        peakRead = now;
        try (FileInputStream status = new FileInputStream("/proc/self/status")) {
            byte[] bytes = new byte[2048];
            int size = status.read(bytes);
            for (int i = 0; i + 16 < size; ++i) {
                if (bytes[i] != 'V' || bytes[i + 2] != 'H' || bytes[i + 3] != 'W') continue;
                long kb = 0;
                for (i += 6; i < size && bytes[i] != 'k'; ++i)
                    if (bytes[i] >= '0' && bytes[i] <= '9') kb = kb * 10 + bytes[i] - '0';
                peak = kb * 1024;
            }
        } catch (IOException e) {
            peak = 0;
        }
        return peak;
    }

    // ---- what failures say --------------------------------------------------------------------------------------------
    /** As Java prints it, without our own frames and those of reflection below the user's. */
    private static byte[] traceOf(Throwable error) {
        int links = 0;
        for (Throwable one = error; one != null && ++links < 20; one = one.getCause()) {
            StackTraceElement[] trace = one.getStackTrace();
            int last = trace.length;
            for (int i = 0; i < trace.length; ++i) {
                String name = trace[i].getClassName();
                if (!name.startsWith("scfdesk.")) continue;
                last = i;
                break;
            }
            while (last > 0 && trace[last - 1].getClassName().contains(".reflect.")) --last;
            one.setStackTrace(Arrays.copyOf(trace, last));
        }
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        byte[] bytes = text.toString().trim().getBytes(StandardCharsets.UTF_8);
        return bytes.length <= TRACE_BYTES ? bytes : Arrays.copyOf(bytes, TRACE_BYTES);
    }

    private static void flush() {
        System.out.flush();
        System.err.flush();
    }

    // ---- loading ------------------------------------------------------------------------------------------------------
    /** A prepared runtime was born with another environment: what System.getenv reads, and processes that it starts inherit, is replaced. */
    private static void setEnvironment(String[] entries, int from, int to) throws ReflectiveOperationException {
        Map<String, String> known = Native.environment();
        known.clear();
        for (int i = from; i < to; ++i) {
            int at = entries[i].indexOf('=');
            if (at > 0) known.put(entries[i].substring(0, at), entries[i].substring(at + 1));
        }
        if (!nativeLoaded) return;
        int start = begin;
        for (int nul = 0; nul < from; ++start)
            if (payload[start] == 0) ++nul;
        Native.setEnvironment(Arrays.copyOf(Arrays.copyOfRange(payload, start, end), end - start + 1));
    }

    /** SCF gives its keys to Java as properties too; the zone was read before a prepared one knew it. */
    private static void setProperties() {
        for (Map.Entry<String, String> entry : System.getenv().entrySet())
            if (entry.getKey().startsWith("TENCENTCLOUD_")) System.setProperty(entry.getKey(), entry.getValue());
        String zone = System.getenv("TZ");
        if (zone != null && !zone.isEmpty() && !zone.equals("UTC")) java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone(zone));
    }

    private static void load() throws IOException {
        String[] parts = split(begin, end);
        byte[] wrong;
        int status;
        try {
            if (parts.length > 3) setEnvironment(parts, 2, parts.length);
            setProperties();
            long began = System.nanoTime();
            code = Code.find(parts[0], parts[1]);
            long took = System.nanoTime() - began;
            flush();
            send(frame(LOADED, 16).putLong(readPeak(0)).putLong(took));
            return;
        } catch (Code.Missing error) {
            status = 437;
            wrong = error.getMessage().getBytes(StandardCharsets.UTF_8);
        } catch (Throwable error) {
            status = 443;
            wrong = traceOf(error instanceof java.lang.reflect.InvocationTargetException && error.getCause() != null ? error.getCause() : error);
        }
        flush();
        send(frame(LOAD_FAILED, 12 + wrong.length).putInt(status).putLong(readPeak(0)).put(wrong));
    }

    /** Texts that each end in NUL. */
    private static String[] split(int from, int to) {
        int count = 0;
        for (int i = from; i < to; ++i)
            if (payload[i] == 0) ++count;
        String[] parts = new String[count];
        int part = 0;
        for (int i = from; i < to; ++i) {
            if (payload[i] != 0) continue;
            parts[part++] = text(from, i);
            from = i + 1;
        }
        return parts;
    }

    // ---- events -------------------------------------------------------------------------------------------------------
    private static void run() throws IOException {
        long request = number(begin, 8);
        int size = (int) number(begin + 8, 4);
        int from = begin + 12;
        int length = size & ~CONTEXT_AGAIN;
        entered = System.nanoTime();
        startPeak(entered);
        long left = entered;
        int status = 200;
        byte[] result;
        try {
            if ((size & CONTEXT_AGAIN) != 0) {
                requestId = text(from, from + length);
            } else {
                Map<?, ?> given = (Map<?, ?>) Json.parse(text(from, from + length));
                requestId = (String) given.get("request_id");
                timeLimit = ((Number) given.get("time_limit_in_ms")).intValue();
                memoryLimit = ((Number) given.get("memory_limit_in_mb")).intValue();
            }
            String event = text(from + length, end);
            payload = chunk;
            Object value = code.run(event, new Given());
            left = System.nanoTime();
            result = Writer.text(value).getBytes(StandardCharsets.UTF_8);
            if (result.length > RESPONSE_BYTES) {
                status = 407;
                result = "The size of response exceeds the upper limit (6MB)".getBytes(StandardCharsets.UTF_8);
            }
        } catch (Throwable error) {
            left = System.nanoTime();
            status = 430;
            result = traceOf(error);
        }
        flush();
        send(frame(REPLY, 36 + result.length).putLong(request).putInt(status).putLong(entered).putLong(left).putLong(readPeak(left)).put(result));
    }

    // ---- what nearly every function needs, run once while nobody waits ------------------------------------------------
    public static final class Sample {
        private Map<String, Object> values;

        public Map<String, Object> getValues() { return values; }
        public void setValues(Map<String, Object> values) { this.values = values; }
        public Sample handle(Sample event, com.qcloud.scf.runtime.Context context) { return event; }
    }

    private static void warmUp() throws Throwable {
        Code.find("scfdesk.Main$Sample::handle", "/var/user");
        Code sample = Code.find("scfdesk.Main$Sample::handle", "/var/user");
        Writer.text(sample.run("{\"values\":{\"a\":[1,\"b\\n\",null,1.5]}}", new Given()));
        frame(REPLY, 12).putLong(0).putInt(0);
        clearRefs = new FileOutputStream("/proc/self/clear_refs");
        readPeak(0);
        traceOf(new RuntimeException("x"));
        System.getenv("TZ");
        nativeLoaded = Native.load();
        Thread.currentThread().setContextClassLoader(Main.class.getClassLoader());
    }

    /** Arguments: "prepared" = says when it is up; "archive" = runs what a start runs and ends, so that its classes are put into an archive. */
    public static void main(String[] arguments) throws Throwable {
        boolean prepared = arguments.length > 0;
        if (prepared) warmUp();
        FileDescriptor three = Native.descriptor(3);
        if (prepared && arguments[0].equals("archive")) {
            Archive.loadAsUserCode();
            setProperties();
            return;
        }
        in = new FileInputStream(three);
        out = new FileOutputStream(three);
        if (prepared) send(frame(UP, 0));
        for (;;) {
            int kind = readFrame();
            if (kind == LOAD) {
                if (clearRefs == null) {
                    try {
                        clearRefs = new FileOutputStream("/proc/self/clear_refs");
                    } catch (IOException e) {
                        clearRefs = null;  // then the peak is that of the whole life
                    }
                }
                load();
            } else if (kind == EVENT && code != null) {
                run();
            }
        }
    }
}
