// SPDX-License-Identifier: GPL-3.0-or-later
package scfdesk;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.qcloud.scf.runtime.Context;

/** The handler of a function: a public method, found by "package.Class::method" among the classes and jars of the code and of the layers. */
final class Code {
    /** The handler can't be found: SCF's 437. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String text) {
            super(text, null, false, false);
        }
    }

    private final Method method;
    private final Object target;
    private final Type event;   // null: the handler takes none
    private final int contextAt;
    private final int count;

    private Code(Method method, Object target) {
        this.method = method;
        this.target = target;
        Class<?>[] types = method.getParameterTypes();
        count = types.length;
        contextAt = count > 0 && types[count - 1] == Context.class ? count - 1 : -1;
        event = count == 0 || contextAt == 0 ? null : method.getGenericParameterTypes()[0];
    }

    static Code find(String handler, String root) throws Missing, ReflectiveOperationException, MalformedURLException {
        int at = handler.indexOf("::");
        if (at <= 0 || at + 2 >= handler.length()) throw new Missing("handler \"" + handler + "\" must be written as package.Class::method");
        String className = handler.substring(0, at);
        String methodName = handler.substring(at + 2);
        ClassLoader loader = new URLClassLoader(places(root), Code.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> type;
        try {
            type = Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw new Missing("no class \"" + className + "\" at the root of the code or in its jars, for handler \"" + handler + "\"");
        }
        Method best = null;
        for (Method method : type.getMethods())
            if (method.getName().equals(methodName) && rank(method) > rank(best)) best = method;
        if (best == null) throw new Missing("no public method \"" + methodName + "\" with at most an event and a Context in \"" + className + "\" for handler \"" + handler + "\"");
        try {
            best.setAccessible(true);  // a public method of a class that is not public
        } catch (RuntimeException e) {
            throw new Missing("the method \"" + methodName + "\" of \"" + className + "\" is closed by its module");
        }
        return new Code(best, Modifier.isStatic(best.getModifiers()) ? null : made(type));
    }

    private static Object made(Class<?> type) throws Missing, ReflectiveOperationException {
        Constructor<?> constructor;
        try {
            constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new Missing("the class \"" + type.getName() + "\" has no constructor without parameters");
        }
        return constructor.newInstance();
    }

    /** The one with event and Context first; bridges of generic interfaces last. */
    private static int rank(Method method) {
        if (method == null) return 0;
        Class<?>[] types = method.getParameterTypes();
        boolean context = types.length > 0 && types[types.length - 1] == Context.class;
        if (types.length > 2 || (types.length == 2 && !context)) return 0;
        return 1 + types.length * 4 + (context ? 2 : 0) + (method.isBridge() ? 0 : 1);
    }

    private static URL[] places(String root) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        add(urls, root + "/");
        addJars(urls, root + "/lib");
        addJars(urls, root);
        String given = System.getenv("CLASSPATH");
        int from = 0;
        while (given != null && from < given.length()) {
            int colon = given.indexOf(':', from);
            String entry = given.substring(from, colon < 0 ? given.length() : colon);
            from = colon < 0 ? given.length() : colon + 1;
            if (entry.isEmpty() || entry.startsWith("/var/runtime")) continue;
            if (entry.endsWith("/*")) addJars(urls, entry.substring(0, entry.length() - 2));
            else if (entry.endsWith(".jar")) add(urls, entry);
            else add(urls, entry + "/");
        }
        addJars(urls, "/opt/java/lib");
        addJars(urls, "/opt/lib");
        addJars(urls, "/opt");
        return urls.toArray(new URL[0]);
    }

    private static void add(List<URL> urls, String path) throws MalformedURLException {
        urls.add(new URL("file", null, -1, path.replace("%", "%25").replace("#", "%23").replace("?", "%3f"), null));
    }

    private static void addJars(List<URL> urls, String folder) throws MalformedURLException {
        String[] names = new File(folder).list();
        if (names == null) return;
        Arrays.sort(names);
        for (String name : names)
            if (name.endsWith(".jar")) add(urls, folder + "/" + name);
    }

    /** What the handler returns, as JSON. */
    Object run(String event, Context context) throws Throwable {
        Object[] arguments = new Object[count];
        if (this.event != null) arguments[0] = Beans.bind(Json.parse(event), this.event, event);
        if (contextAt >= 0) arguments[contextAt] = context;
        Main.entered = System.nanoTime();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
