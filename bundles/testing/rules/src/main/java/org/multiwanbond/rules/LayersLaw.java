package org.multiwanbond.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything imports the API; nothing imports anything else. Thread-safe. */
public class LayersLaw {
    private static final DescribedPredicate<JavaClass> OSGI_ANNOTATIONS = resideInAnyPackage(
            "org.osgi.annotation..",
            "org.osgi.service.component.annotations..",
            "org.osgi.service.metatype.annotations..");

    @Test
    void everythingImportsTheApiAndNothingElse() {
        Bundle bundle = Bundle.onTrial();
        Verdict.acquits(sentence(bundle), strangers(bundle, bundle.imported()));
    }

    @Test
    void theApiImportsOnlyJavaAndOsgiAnnotations() {
        Bundle bundle = Bundle.onTrial();
        if (bundle.is(Bundle.API)) {
            Verdict.acquits("The API imports only java.. and OSGi annotations.", foreigners(bundle, bundle.imported()));
        }
    }

    @Test
    void theApiHasNoPackageCycles() {
        Bundle bundle = Bundle.onTrial();
        if (bundle.is(Bundle.API)) {
            Verdict.acquits("The packages of the API form no cycle.", cycles(bundle, bundle.imported()));
        }
    }

    @Test
    void wireKnowsNoFrameworkAndNoThread() {
        Bundle bundle = Bundle.onTrial();
        if (bundle.is(Bundle.WIRE)) {
            Verdict.acquits("wire knows no framework and no thread.", frameworks(bundle.imported()));
        }
    }

    static String sentence(Bundle bundle) {
        return switch (bundle.layer()) {
            case "plugin" -> "A plugin sees only the API.";
            case "core" -> "A core bundle sees only the API and wire, no other core bundle.";
            case "surface" -> "The surface sees only the API; core is met as a service.";
            default -> bundle.name() + " sees only the API.";
        };
    }

    static List<String> strangers(Bundle bundle, JavaClasses classes) {
        if (bundle.isOf("testing")) {
            return List.of();
        }
        return broken(
                noClasses()
                        .should()
                        .dependOnClassesThat(describe("are strangers", type -> !bundle.sees(type.getPackageName()))),
                classes);
    }

    static List<String> foreigners(Bundle bundle, JavaClasses classes) {
        return broken(
                classes()
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage("java..", bundle.name() + "..")
                                .or(OSGI_ANNOTATIONS)),
                classes);
    }

    static List<String> cycles(Bundle bundle, JavaClasses classes) {
        return broken(slices().matching(bundle.name() + ".(**)").should().beFreeOfCycles(), classes);
    }

    static List<String> frameworks(JavaClasses classes) {
        return broken(
                noClasses()
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "org.osgi.framework..",
                                        "org.osgi.service..",
                                        "java.util.concurrent..",
                                        "org.slf4j..")
                                .or(describe("are Thread", type -> type.isEquivalentTo(Thread.class)))),
                classes);
    }

    private static List<String> broken(ArchRule rule, JavaClasses classes) {
        return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
    }
}
