// SPDX-License-Identifier: GPL-3.0-or-later
package scfdesk;

import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * JSON values to the types that a handler declares, and beans back. A property is what has a setter, else a field of that name; names
 * given by the annotations of Jackson, Gson and fastjson count. What the event has beyond the type is left out.
 */
final class Beans {
    private static final Map<Class<?>, Map<String, AccessibleObject>> SETTERS = new HashMap<>();
    private static final Map<Class<?>, Map<String, AccessibleObject>> GETTERS = new HashMap<>();

    private Beans() {}

    static Object bind(Object value, Type type, String json) throws ReflectiveOperationException {
        if (type == String.class && !(value instanceof String)) return value == null ? null : json;
        return to(value, type, "event");
    }

    // ---- JSON value to type -------------------------------------------------------------------------------------------
    private static Object to(Object value, Type type, String where) throws ReflectiveOperationException {
        if (type instanceof Class) return toClass(value, (Class<?>) type, type, where);
        if (type instanceof ParameterizedType) return toClass(value, (Class<?>) ((ParameterizedType) type).getRawType(), type, where);
        if (type instanceof GenericArrayType) return toArray(value, ((GenericArrayType) type).getGenericComponentType(), where);
        if (type instanceof WildcardType) return to(value, ((WildcardType) type).getUpperBounds()[0], where);
        if (type instanceof TypeVariable) return to(value, ((TypeVariable<?>) type).getBounds()[0], where);
        return value;
    }

    private static IllegalArgumentException unfit(Object value, Class<?> type, String where) {
        String kind = value instanceof Map ? "an object" : value instanceof List ? "an array" : value instanceof String ? "a string" : String.valueOf(value);
        return new IllegalArgumentException(where + " is " + kind + ", where " + type.getName() + " is wanted");
    }

    private static Object toClass(Object value, Class<?> type, Type full, String where) throws ReflectiveOperationException {
        if (type == Optional.class) return value == null ? Optional.empty() : Optional.of(to(value, argument(full, 0), where));
        if (value == null) return type.isPrimitive() ? zero(type) : null;
        if (type == Object.class) return value;
        if (type == String.class || type == CharSequence.class) return value instanceof String ? value : Writer.text(value);
        if (type.isArray()) return toArray(value, type.getComponentType(), where);
        if (value instanceof Map) {
            if (Map.class.isAssignableFrom(type)) return toMap((Map<?, ?>) value, type, full, where);
            if (scalar(type)) throw unfit(value, type, where);
            return toBean((Map<?, ?>) value, type, where);
        }
        if (value instanceof List) {
            if (Iterable.class.isAssignableFrom(type)) return toCollection((List<?>) value, type, full, where);
            throw unfit(value, type, where);
        }
        Object simple = toScalar(value, type);
        if (simple == null) throw unfit(value, type, where);
        return simple;
    }

    private static boolean scalar(Class<?> type) {
        return type.isPrimitive() || Number.class.isAssignableFrom(type) || type == Boolean.class || type == Character.class || type.isEnum() || type == Date.class;
    }

    private static Object zero(Class<?> type) {
        return Array.get(Array.newInstance(type, 1), 0);
    }

    private static Object toScalar(Object value, Class<?> type) {
        if (type == boolean.class || type == Boolean.class) return value instanceof Boolean ? value : value instanceof String ? Boolean.valueOf((String) value) : null;
        if (type.isEnum()) {
            for (Object one : type.getEnumConstants())
                if (((Enum<?>) one).name().equals(value)) return one;
            return null;
        }
        if (type == char.class || type == Character.class) return value instanceof String && ((String) value).length() == 1 ? (Object) ((String) value).charAt(0) : null;
        if (type.isInstance(value)) return value;
        BigDecimal number;
        try {
            number = value instanceof Number || value instanceof String ? new BigDecimal(value.toString().trim()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
        if (number == null) return null;
        if (type == int.class || type == Integer.class) return number.intValue();
        if (type == long.class || type == Long.class) return number.longValue();
        if (type == double.class || type == Double.class) return number.doubleValue();
        if (type == float.class || type == Float.class) return number.floatValue();
        if (type == short.class || type == Short.class) return number.shortValue();
        if (type == byte.class || type == Byte.class) return number.byteValue();
        if (type == BigDecimal.class) return number;
        if (type == BigInteger.class) return number.toBigInteger();
        if (type == Date.class) return new Date(number.longValue());
        return null;
    }

    private static Type argument(Type type, int index) {
        if (!(type instanceof ParameterizedType)) return Object.class;
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return index < arguments.length ? arguments[index] : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class) return (Class<?>) type;
        if (type instanceof ParameterizedType) return (Class<?>) ((ParameterizedType) type).getRawType();
        if (type instanceof GenericArrayType) return Array.newInstance(raw(((GenericArrayType) type).getGenericComponentType()), 0).getClass();
        return Object.class;
    }

    private static Object toArray(Object value, Type component, String where) throws ReflectiveOperationException {
        if (component == byte.class && value instanceof String) return java.util.Base64.getDecoder().decode((String) value);
        if (component == char.class && value instanceof String) return ((String) value).toCharArray();
        if (!(value instanceof List)) throw unfit(value, Array.newInstance(raw(component), 0).getClass(), where);
        List<?> list = (List<?>) value;
        Object array = Array.newInstance(raw(component), list.size());
        for (int i = 0; i < list.size(); ++i) Array.set(array, i, to(list.get(i), component, where + "[" + i + "]"));
        return array;
    }

    @SuppressWarnings("unchecked")
    private static Object toMap(Map<?, ?> value, Class<?> type, Type full, String where) throws ReflectiveOperationException {
        Map<Object, Object> map = type.isAssignableFrom(LinkedHashMap.class) ? new LinkedHashMap<>()
            : type.isAssignableFrom(TreeMap.class) ? new TreeMap<>() : (Map<Object, Object>) made(type);
        Type key = argument(full, 0);
        Type item = argument(full, 1);
        for (Map.Entry<?, ?> entry : value.entrySet())
            map.put(to(entry.getKey(), key, where), to(entry.getValue(), item, where + "." + entry.getKey()));
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Object toCollection(List<?> value, Class<?> type, Type full, String where) throws ReflectiveOperationException {
        Collection<Object> list = type.isAssignableFrom(ArrayList.class) ? new ArrayList<>(value.size())
            : type.isAssignableFrom(LinkedHashSet.class) || type == Set.class ? new LinkedHashSet<>() : (Collection<Object>) made(type);
        Type item = argument(full, 0);
        for (int i = 0; i < value.size(); ++i) list.add(to(value.get(i), item, where + "[" + i + "]"));
        return list;
    }

    private static Object made(Class<?> type) throws ReflectiveOperationException {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " has no constructor without parameters");
        }
    }

    private static Object toBean(Map<?, ?> value, Class<?> type, String where) throws ReflectiveOperationException {
        Object bean = made(type);
        Map<String, AccessibleObject> setters = setters(type);
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            AccessibleObject place = setters.get((String) entry.getKey());
            if (place == null) place = setters.get(((String) entry.getKey()).toLowerCase(java.util.Locale.ROOT));
            if (place == null) continue;
            String inner = where + "." + entry.getKey();
            if (place instanceof Field) {
                ((Field) place).set(bean, to(entry.getValue(), ((Field) place).getGenericType(), inner));
            } else {
                Method setter = (Method) place;
                try {
                    setter.invoke(bean, to(entry.getValue(), setter.getGenericParameterTypes()[0], inner));
                } catch (InvocationTargetException e) {
                    throw new IllegalArgumentException(inner + " was refused by " + type.getName() + "." + setter.getName(), e.getCause());
                }
            }
        }
        return bean;
    }

    // ---- properties ---------------------------------------------------------------------------------------------------
    private static String property(String method, int from) {
        String name = method.substring(from);
        if (name.length() > 1 && Character.isUpperCase(name.charAt(1))) return name;
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The name that a well-known annotation gives, else null. */
    private static String named(AccessibleObject place) {
        for (Annotation annotation : place.getAnnotations()) {
            String type = annotation.annotationType().getName();
            String member = type.endsWith(".JsonProperty") || type.endsWith(".SerializedName") ? "value" : type.endsWith(".JSONField") ? "name" : null;
            if (member == null) continue;
            try {
                String name = (String) annotation.annotationType().getMethod(member).invoke(annotation);
                if (!name.isEmpty()) return name;
            } catch (ReflectiveOperationException e) {
                continue;
            }
        }
        return null;
    }

    private static void put(Map<String, AccessibleObject> map, String name, AccessibleObject place, boolean folded) {
        map.putIfAbsent(name, place);
        if (folded) map.putIfAbsent(name.toLowerCase(java.util.Locale.ROOT), place);
    }

    private static boolean reachable(AccessibleObject place) {
        try {
            place.setAccessible(true);
            return true;
        } catch (RuntimeException e) {  // of a module that is closed
            return false;
        }
    }

    private static Map<String, AccessibleObject> setters(Class<?> type) {
        Map<String, AccessibleObject> known = SETTERS.get(type);
        if (known != null) return known;
        Map<String, AccessibleObject> map = new LinkedHashMap<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass())
            for (Field field : c.getDeclaredFields())
                if (!Modifier.isStatic(field.getModifiers()) && named(field) != null && reachable(field)) put(map, named(field), field, false);
        for (Method method : type.getMethods()) {
            if (!method.getName().startsWith("set") || method.getName().length() < 4 || method.getParameterCount() != 1 || Modifier.isStatic(method.getModifiers()) || !reachable(method)) continue;
            if (named(method) != null) put(map, named(method), method, false);
            put(map, property(method.getName(), 3), method, true);
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass())
            for (Field field : c.getDeclaredFields())
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.FINAL | Modifier.TRANSIENT)) == 0 && reachable(field)) put(map, field.getName(), field, true);
        SETTERS.put(type, map);
        return map;
    }

    private static Map<String, AccessibleObject> getters(Class<?> type) {
        Map<String, AccessibleObject> known = GETTERS.get(type);
        if (known != null) return known;
        Map<String, AccessibleObject> map = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();  // of fields with an annotation
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass())
            for (Field field : c.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0) continue;
                fields.add(field);
                if (named(field) != null) names.put(field.getName().toLowerCase(java.util.Locale.ROOT), named(field));
            }
        Map<String, AccessibleObject> found = new HashMap<>();
        for (Method method : type.getMethods()) {
            String name = method.getName();
            boolean is = name.startsWith("is") && name.length() > 2 && (method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class);
            boolean get = name.startsWith("get") && name.length() > 3;
            if ((!is && !get) || method.getParameterCount() != 0 || method.getReturnType() == void.class || method.getDeclaringClass() == Object.class
                || Modifier.isStatic(method.getModifiers()) || !reachable(method)) continue;
            String property = property(name, is ? 2 : 3);
            String given = named(method) != null ? named(method) : names.getOrDefault(property.toLowerCase(java.util.Locale.ROOT), property);
            found.putIfAbsent(given, method);
        }
        for (Field field : fields) {  // in the order of the fields, as they are written
            String given = named(field) != null ? named(field) : field.getName();
            AccessibleObject getter = found.remove(given);
            if (getter != null) map.put(given, getter);
            else if ((named(field) != null || Modifier.isPublic(field.getModifiers())) && reachable(field)) map.put(given, field);
        }
        map.putAll(new TreeMap<>(found));
        GETTERS.put(type, map);
        return map;
    }

    /** A map, a string or a number in the place of an object of another kind; the object itself when there is none. */
    static Object plain(Object value) {
        if (value instanceof Optional) return ((Optional<?>) value).orElse(null);
        if (value instanceof Date) return ((Date) value).getTime();
        Class<?> type = value.getClass();
        if (type.getName().startsWith("java.time.") || type.getName().equals("java.util.UUID") || type.getName().startsWith("java.net.UR")) return value.toString();
        Map<String, AccessibleObject> getters = getters(type);
        if (getters.isEmpty() && (type.getName().startsWith("java.") || type.isSynthetic())) return value;
        Map<String, Object> map = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, AccessibleObject> entry : getters.entrySet()) {
                AccessibleObject place = entry.getValue();
                map.put(entry.getKey(), place instanceof Field ? ((Field) place).get(value) : ((Method) place).invoke(value));
            }
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("A getter of " + type.getName() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(type.getName() + " can't be read", e);
        }
        return map;
    }
}
