package org.multiwanbond.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One compiled class. Thread-safe.
 *
 * @param reader its bytes
 * @param bornIn internal name of the class whose method declares it, for anonymous and local classes; else empty
 * @param marks descriptors of its annotations
 */
record ClassFile(ClassReader reader, String bornIn, Set<String> marks) {
    /** Every class file in the folder, sorted by path; none if there is no such folder. */
    static List<ClassFile> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .map(ClassFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return reader.getClassName();
    }

    boolean isMarked(String annotation) {
        return marks.contains("L" + annotation + ";");
    }

    private static ClassFile read(Path file) {
        try {
            ClassReader reader = new ClassReader(Files.readAllBytes(file));
            Head head = new Head();
            reader.accept(head, ClassReader.SKIP_CODE);
            return new ClassFile(reader, head.bornIn, Set.copyOf(head.marks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Head extends ClassVisitor {
        private final Set<String> marks = new HashSet<>();
        private String bornIn = "";

        private Head() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitOuterClass(String owner, String method, String descriptor) {
            bornIn = owner;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            marks.add(descriptor);
            return null;
        }
    }
}
