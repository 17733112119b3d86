// SPDX-License-Identifier: GPL-3.0-or-later
package scfdesk;

import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Map;

import sun.misc.Unsafe;

/**
 * What the platform has no public way for. Options that open modules to reflection would do as well, but with them a JVM can't use
 * its archived module graph, and starts several milliseconds later.
 */
final class Native {
    private Native() {}

    private static Unsafe unsafe() throws ReflectiveOperationException {
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return (Unsafe) field.get(null);
    }

    @SuppressWarnings({"deprecation", "removal"})
    static FileDescriptor descriptor(int number) throws ReflectiveOperationException {
        Unsafe unsafe = unsafe();
        FileDescriptor descriptor = new FileDescriptor();
        unsafe.putInt(descriptor, unsafe.objectFieldOffset(FileDescriptor.class.getDeclaredField("fd")), number);
        return descriptor;
    }

    private static native void replace(long address);

    /** Loads what setEnvironment needs; without it only processes that the user's code starts see another environment. */
    static boolean load() {
        try {
            System.load("/var/runtime/java/environment.so");
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** The C library's, which started processes inherit. `block`: texts that each end in NUL, the last one empty. */
    @SuppressWarnings({"deprecation", "removal"})
    static void setEnvironment(byte[] block) throws ReflectiveOperationException {
        Unsafe unsafe = unsafe();
        long address = unsafe.allocateMemory(block.length);
        for (int i = 0; i < block.length; ++i) unsafe.putByte(address + i, block[i]);
        replace(address);
    }

    /** The map behind System.getenv, which can be changed, behind its cover, which can't. */
    @SuppressWarnings({"unchecked", "deprecation", "removal"})
    static Map<String, String> environment() throws ReflectiveOperationException {
        Unsafe unsafe = unsafe();
        Map<String, String> cover = System.getenv();
        Field inner = Collections.unmodifiableMap(Collections.emptyMap()).getClass().getDeclaredField("m");
        return (Map<String, String>) unsafe.getObject(cover, unsafe.objectFieldOffset(inner));
    }
}
