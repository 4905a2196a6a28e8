package org.multiwanbond.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiListingLawTest {
    private static final List<String> LISTED = List.of("package a 1.0.0", "  interface a.X", "    int f()");

    @Test
    void listsTypesMembersAndConstants() {
        assertThat(ApiListing.of(
                        Map.of("org.multiwanbond.api.right", "1.0.0"), ClassFile.below(Path.of("target/test-classes"))))
                .containsExactly(
                        "package org.multiwanbond.api.right 1.0.0",
                        "  public abstract interface org.multiwanbond.api.right.Right",
                        "    public abstract org.multiwanbond.api.left.Left left()",
                        "    public static final int LIMIT = 7");
    }

    @Test
    void acquitsWhatIsListed() {
        assertThat(ApiListingLaw.violations(LISTED, LISTED)).isEmpty();
    }

    @Test
    void rejectsAChangeThatKeepsTheVersion() {
        List<String> built = List.of("package a 1.0.0", "  interface a.X", "    long f()");
        assertThat(ApiListingLaw.violations(LISTED, built))
                .containsExactly(
                        "a changed and kept its version, raise it in package-info.java: - int f()  + long f()");
    }

    @Test
    void asksForTheListingOfANewVersion() {
        List<String> built = List.of("package a 1.1.0", "  interface a.X", "    long f()");
        assertThat(ApiListingLaw.violations(LISTED, built)).containsExactly("a has a new version that is not listed");
    }

    @Test
    void noticesPackagesThatComeAndGo() {
        assertThat(ApiListingLaw.violations(List.of(), LISTED)).containsExactly("a is new and not listed");
        assertThat(ApiListingLaw.violations(LISTED, List.of())).containsExactly("a is listed and gone");
    }
}
