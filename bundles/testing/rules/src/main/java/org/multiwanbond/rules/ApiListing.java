package org.multiwanbond.rules;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down what a bundle promises: each exported package with its version, types and public signatures. Thread-safe. */
final class ApiListing {
    private ApiListing() {}

    /** The lines of every exported package, keyed and headed by its name and version. */
    static List<String> of(Map<String, String> exports, List<ClassFile> files) {
        List<String> lines = new ArrayList<>();
        exports.forEach((name, version) -> {
            lines.add("package " + name + " " + version);
            files.stream()
                    .map(file -> file.name().replace('/', '.'))
                    .filter(type -> type.substring(0, type.lastIndexOf('.')).equals(name))
                    .filter(type -> !type.endsWith(".package-info"))
                    .map(ApiListing::load)
                    .filter(ApiListing::isPromised)
                    .forEach(type -> lines.addAll(lines(type)));
        });
        return lines;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was compiled and cannot be loaded", e);
        }
    }

    private static boolean isPromised(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        boolean visible = isPromised(type.getModifiers()) && !type.isAnonymousClass() && !type.isLocalClass();
        return visible && (outer == null || isPromised(outer));
    }

    private static boolean isPromised(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static List<String> lines(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + type.toGenericString() + parents(type));
        Stream.of(
                        members(type.getDeclaredConstructors(), Constructor::toGenericString),
                        members(type.getDeclaredMethods(), Method::toGenericString),
                        members(type.getDeclaredFields(), ApiListing::field))
                .flatMap(Function.identity())
                .map(member -> "    " + member.replace(type.getName() + ".", ""))
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private static String parents(Class<?> type) {
        Type above = type.getGenericSuperclass();
        Stream<Type> extended = above == null || above == Object.class ? Stream.empty() : Stream.of(above);
        String names = Stream.concat(extended, Arrays.stream(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " extends " + names;
    }

    private static <M extends Member & AnnotatedElement> Stream<String> members(M[] members, Function<M, String> text) {
        return Arrays.stream(members)
                .filter(member -> isPromised(member.getModifiers()) && !member.isSynthetic())
                .map(text);
    }

    private static String field(Field field) {
        int modifiers = field.getModifiers();
        boolean constant = Modifier.isStatic(modifiers)
                && Modifier.isFinal(modifiers)
                && (field.getType().isPrimitive() || field.getType() == String.class);
        return field.toGenericString() + (constant ? " = " + value(field) : "");
    }

    private static Object value(Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException e) {
            return "?";
        }
    }
}
