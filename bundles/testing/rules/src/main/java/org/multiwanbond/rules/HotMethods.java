package org.multiwanbond.rules;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the methods of a hot class and notes what has no place there; constructors may prepare. Confined to its caller. */
final class HotMethods extends ClassVisitor {
    private final String type;
    private final List<String> violations = new ArrayList<>();

    private HotMethods(String type) {
        super(Opcodes.ASM9);
        this.type = type;
    }

    static List<String> violations(ClassFile file) {
        HotMethods methods = new HotMethods(file.name().replace('/', '.'));
        file.reader().accept(methods, ClassReader.SKIP_FRAMES);
        return List.copyOf(methods.violations);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        if (name.startsWith("<")) {
            return null;
        }
        if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            violations.add(type + "." + name + " is synchronized");
        }
        return new Code(name);
    }

    private final class Code extends MethodVisitor {
        private final String method;
        private int line;

        private Code(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                note("enters a synchronized block");
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            String offence = Offence.of(owner, name, descriptor);
            if (!offence.isEmpty()) {
                note(offence + " by " + owner.replace('/', '.') + "." + name);
            }
        }

        private void note(String offence) {
            violations.add(type + "." + method + " " + offence + " (line " + line + ")");
        }
    }
}
