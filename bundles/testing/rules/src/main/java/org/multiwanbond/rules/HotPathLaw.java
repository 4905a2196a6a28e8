package org.multiwanbond.rules;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A hot class computes; it does not log, format, stream, box, lock, ask the clock or sleep. Thread-safe. */
public class HotPathLaw {
    static final String SENTENCE = "A class marked @HotPath runs for every packet and must not do this there:";

    @Test
    void hotClassesOnlyCompute() {
        Verdict.acquits(SENTENCE, violations(Bundle.onTrial()));
    }

    static List<String> violations(Bundle bundle) {
        List<ClassFile> files = ClassFile.below(bundle.classes());
        List<String> hot = files.stream()
                .filter(file -> file.isMarked("org/multiwanbond/api/HotPath"))
                .map(ClassFile::name)
                .toList();
        return files.stream()
                .filter(file -> hot.contains(file.name()) || hot.contains(file.bornIn()))
                .flatMap(file -> HotMethods.violations(file).stream())
                .toList();
    }
}
