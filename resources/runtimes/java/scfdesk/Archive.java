// SPDX-License-Identifier: GPL-3.0-or-later
package scfdesk;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Part of the run whose classes are put into an archive: what loads the user's classes from a folder and from a jar. */
final class Archive {
    private Archive() {}

    static void loadAsUserCode() throws IOException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory("scfdesk");
        Path file = folder.resolve("scfdesk").resolve("Json.class");
        Files.createDirectory(file.getParent());
        try (InputStream in = Archive.class.getResourceAsStream("/scfdesk/Json.class")) {
            Files.copy(in, file);
        }
        URL[] places = {folder.toUri().toURL(), new File(System.getProperty("java.class.path")).toURI().toURL()};
        ClassLoader loader = new URLClassLoader(places, null);
        Class.forName("scfdesk.Json", true, loader);
        Class.forName("scfdesk.Writer", true, loader);
        Files.delete(file);
        Files.delete(file.getParent());
        Files.delete(folder);
    }
}
