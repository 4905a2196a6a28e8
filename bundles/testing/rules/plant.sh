#!/bin/sh
# Plants a violation of every law, one at a time, in a copy of the tree, and shows that the build rejects it.
#
#   bundles/testing/rules/plant.sh [PATTERN]     only the laws whose name contains PATTERN
#
# Prints "law | command | message" for each; exits 1 if one violation got through. Works offline once Maven's cache is
# warm. It installs the modules that the planted bundles need into the local repository; PLANT_READY=1 says they are there.
set -u

top=$(cd "$(dirname "$0")/../../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM
tree=$copy/tree
pattern=${1:-}
failed=0
count=0

mkdir "$tree"
(cd "$top" && git ls-files -co --exclude-standard | while read -r file; do
    [ -f "$file" ] && printf '%s\n' "$file"
done | tar cf - -T -) | (cd "$tree" && tar xf -)

build() { (cd "$tree" && mvn -o -B -q -Dstyle.color=never "$@"); }

wanted() { case $1 in *"$pattern"*) return 0 ;; *) return 1 ;; esac; }

# plain: the lines that say something, on one line, without colours, paths and stack.
plain() {
    sed -e "s/$(printf '\033')\[[0-9;]*m//g" -e "s|$tree/||g" -e 's/^\[[A-Z]*\] *//' -e 's/^[[:space:]]*//' |
        grep -v -e '^at ' -e '^-> ' -e '^Failed to execute goal org.apache' -e '^org.opentest4j' -e '^$' |
        awk '!seen[$0]++' | tr '\n' ' '
}

# reject LAW TEXT MVN-ARGUMENT...: the build must fail and say TEXT.
reject() {
    law=$1 text=$2
    shift 2
    count=$((count + 1))
    if build "$@" > "$copy/log" 2>&1; then
        message="NOT REJECTED"
        failed=1
    elif grep -qF -- "$text" "$copy/log"; then
        # The law's sentence and, where it stands on the next lines, the culprit.
        message=$(grep -hF -m1 -A2 -- "$text" "$copy/log" | plain | cut -c1-260)
    else
        message="REJECTED FOR ANOTHER REASON: $(grep -m1 ERROR "$copy/log" | sed 's/.*ERROR\] *//' | plain)"
        failed=1
    fi
    printf '%s | mvn -o %s | %s\n' "$law" "$*" "$message"
}

# bundle FOLDER PARENT NAME: an innocent bundle with one class, Planted; sets $dir, $parent, $name and $home.
bundle() {
    dir=$1/planted parent=$2 name=$3 home=$tree/$1/planted/src/main/java/$(printf %s "$3" | tr . /)
    rm -rf "${tree:?}/$dir"
    mkdir -p "$home"
    pom ""
    class "" "    public int answer() {
        return 42;
    }"
}

# pom DEPENDENCIES
pom() {
    cat > "$tree/$dir/pom.xml" <<EOF
<project>
    <modelVersion>4.0.0</modelVersion>
    <parent>
        <groupId>org.multiwanbond</groupId>
        <artifactId>$parent</artifactId>
        <version>1.0.0-SNAPSHOT</version>
    </parent>
    <artifactId>$name</artifactId>
    <description>Planted.</description>
    $1
</project>
EOF
}

# add NAME IMPORTS BODY [ANNOTATION] [PACKAGE]: writes a class of the bundle.
add() {
    package=${5:-$name}
    folder=$tree/$dir/src/main/java/$(printf %s "$package" | tr . /)
    mkdir -p "$folder"
    {
        printf 'package %s;\n\n' "$package"
        [ -z "$2" ] || printf '%s\n\n' "$2"
        printf '/** Planted. */\n'
        [ -z "${4:-}" ] || printf '%s\n' "$4"
        printf 'public final class %s {\n%s\n}\n' "$1" "$3"
    } > "$folder/$1.java"
}

class() { add Planted "$@"; }

plugin() { bundle bundles/plugins/balancers balancers org.multiwanbond.balancer.planted; }

# hot LAW TEXT IMPORTS BODY
hot() {
    wanted "$1" || return 0
    plugin
    if [ -n "$3" ]; then
        imports=$(printf '%s\nimport org.multiwanbond.api.HotPath;' "$3" | LC_ALL=C sort)
    else
        imports='import org.multiwanbond.api.HotPath;'
    fi
    class "$imports" "$4" @HotPath
    reject "$1" "$2" -f $dir/pom.xml test
}

# header LAW TEXT HEADER VALUE
header() {
    wanted "$1" || return 0
    plugin
    class "import org.osgi.annotation.bundle.Header;" "" "@Header(name = \"$3\", value = \"$4\")"
    # An empty body closes on the same line, as the formatter wants it.
    sed -i -e ':a' -e '$!{N;ba' -e '}' -e 's/ {\n\n}/ {}/' "$home/Planted.java"
    reject "$1" "$2" -f $dir/pom.xml test
}

# repeat N TEXT
repeat() {
    i=0
    while [ $i -lt "$1" ]; do
        printf '%s\n' "$2"
        i=$((i + 1))
    done
}

# cap LAW TEXT BODY: a house cap, checked before anything is compiled.
cap() {
    wanted "$1" || return 0
    plugin
    class "" "$3"
    reject "$1" "$2" -f $dir/pom.xml validate
}

if [ -z "${PLANT_READY:-}" ]; then
    modules=bundles/testing/tck,bundles/testing/netlab,bundles/wire,bundles/core,bundles/plugins/balancers,bundles/surface
    [ ! -f "$tree/features/pom.xml" ] || modules=$modules,features
    build -pl $modules -am install -DskipTests >&2 || exit 2
fi

# --- The innocent are acquitted, else the rest proves nothing.
[ -n "$pattern" ] || for trial in "bundles/plugins/balancers balancers org.multiwanbond.balancer.planted" \
    "bundles/core core org.multiwanbond.planted" "bundles/surface surface org.multiwanbond.planted"; do
    bundle $trial
    build -f $dir/pom.xml test > "$copy/log" 2>&1 || {
        cat "$copy/log" >&2
        echo "An innocent bundle in $dir was rejected." >&2
        exit 2
    }
    rm -rf "${tree:?}/$dir"
done

# --- Layers
law="a plugin depends on another bundle"
if wanted "$law"; then
    plugin
    pom "<dependencies><dependency><groupId>org.multiwanbond</groupId><artifactId>org.multiwanbond.wire</artifactId></dependency></dependencies>"
    reject "$law" "A plugin sees only the API." -f $dir/pom.xml validate
fi

sees='    public int look() {
        return new Stranger().hashCode();
    }'
stranger() {
    wanted "$1" || return 0
    add Stranger "" "    public int answer() {
        return 42;
    }" "" org.multiwanbond.engine
    class "import org.multiwanbond.engine.Stranger;" "$sees"
    reject "$1" "$2" -f $dir/pom.xml test
    rm -rf "${tree:?}/$dir"
}
plugin && stranger "a plugin sees core (bytecode)" "A plugin sees only the API."
bundle bundles/core core org.multiwanbond.planted
stranger "core sees core" "A core bundle sees only the API and wire"
bundle bundles/surface surface org.multiwanbond.planted
stranger "the surface sees core" "The surface sees only the API"

law="wire starts a thread"
if wanted "$law"; then
    dir=bundles/wire name=org.multiwanbond.wire
    class "" "    public Thread worker() {
        return new Thread();
    }"
    reject "$law" "wire knows no framework and no thread." -f $dir/pom.xml test '-Dtest=*Law'
    rm "$tree/$dir/src/main/java/org/multiwanbond/wire/Planted.java"
fi

# --- API
dir=bundles/api name=org.multiwanbond.api
law="the API imports a library"
if wanted "$law"; then
    class "import org.slf4j.Logger;" "    public String name(Logger log) {
        return log.getName();
    }"
    reject "$law" "The API imports only java.. and OSGi annotations." -f $dir/pom.xml test '-Dtest=*Law'
fi
law="the API changes and keeps its version"
if wanted "$law"; then
    class "" "    public int answer() {
        return 42;
    }"
    reject "$law" "org.multiwanbond.api changed and kept its version" -f $dir/pom.xml test '-Dtest=*Law'
fi
law="API packages form a cycle"
if wanted "$law"; then
    add Left "import org.multiwanbond.api.right.Right;" "    public Right right() {
        return new Right();
    }" "" org.multiwanbond.api.left
    add Right "import org.multiwanbond.api.left.Left;" "    public Left left() {
        return new Left();
    }" "" org.multiwanbond.api.right
    reject "$law" "The packages of the API form no cycle." -f $dir/pom.xml test '-Dtest=*Law'
fi

# --- Manifest and packages
header "a bundle with an activator" "Bundle-Activator is not allowed" Bundle-Activator org.multiwanbond.balancer.planted.Planted
header "Require-Bundle" "Require-Bundle is not allowed" Require-Bundle org.multiwanbond.engine
header "DynamicImport-Package" "DynamicImport-Package is not allowed" DynamicImport-Package '*'

law="symbolic name is not the artifactId"
if wanted "$law"; then
    plugin
    sed -i 's|</description>|&<build><plugins><plugin><groupId>biz.aQute.bnd</groupId><artifactId>bnd-maven-plugin</artifactId><configuration><bnd>Bundle-SymbolicName: greedy</bnd></configuration></plugin></plugins></build>|' "$tree/$dir/pom.xml"
    reject "$law" "is not the artifactId" -f $dir/pom.xml test
fi
law="a bundle with its own bnd.bnd"
if wanted "$law"; then
    plugin
    echo '-sources: true' > "$tree/$dir/bnd.bnd"
    reject "$law" "bnd.bnd is not allowed" -f $dir/pom.xml test
fi

law="a plugin exports a package"
if wanted "$law"; then
    plugin
    printf '%s\n' '/** Planted. */' '@Export' '@Version("1.0.0")' "package $name;" '' \
        'import org.osgi.annotation.bundle.Export;' 'import org.osgi.annotation.versioning.Version;' > "$home/package-info.java"
    reject "$law" "a plugin bundle exports nothing" -f $dir/pom.xml test
fi
law="a class outside the root package"
if wanted "$law"; then
    plugin
    add Stray "" "    public int answer() {
        return 42;
    }" "" org.multiwanbond.balancer.elsewhere
    reject "$law" "The root package of this bundle is" -f $dir/pom.xml test
fi
law="a package of two types without its sentence"
if wanted "$law"; then
    plugin
    add Second "" "    public int answer() {
        return 42;
    }"
    reject "$law" "has 2 types and no sentence" -f $dir/pom.xml test
fi

# --- Per-packet path
hot "a hot class logs" "logs by" "import org.slf4j.Logger;" "    public void work(Logger log) {
        log.info(\"packet\");
    }"
hot "a hot class formats text" "formats text by" "" "    public String work(int size) {
        return String.format(\"%d\", size);
    }"
hot "a hot class opens a stream" "opens a stream by" "import java.util.List;" "    public long work(List<String> paths) {
        return paths.stream().count();
    }"
hot "a hot class boxes" "boxes a number by" "" "    public Object work(int size) {
        return size;
    }"
hot "a hot class synchronizes" "is synchronized" "" "    public synchronized int work(int size) {
        return size;
    }"
hot "a hot class asks the clock" "asks the clock by" "" "    public long work() {
        return System.nanoTime();
    }"
hot "a hot class sleeps" "sleeps by" "" "    public void work() throws InterruptedException {
        Thread.sleep(1);
    }"

law="the hot path allocates"
if wanted "$law"; then
    plugin
    class "import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.balancer.Placement;" "    private static long sum;

    @Override
    public Balancer create() {
        return (paths, run) -> {
            sum += new long[16].length;
            return paths.usableCount() == 0 ? Balancer.WAIT : Placement.on(paths.usable(0), 1);
        };
    }"
    sed -i 's/final class Planted {/final class Planted implements BalancerFactory {/; s/new long\[16\].length/new long[16 + (int) (sum \& 1)].length/' "$home/Planted.java"
    tests=$tree/$dir/src/test/java/$(printf %s "$name" | tr . /)
    mkdir -p "$tests"
    printf '%s\n' "package $name;" '' 'import org.multiwanbond.api.balancer.BalancerFactory;' \
        'import org.multiwanbond.tck.BalancerContract;' '' 'class PlantedTest extends BalancerContract {' '    @Override' \
        '    protected BalancerFactory factory() {' '        return new Planted();' '    }' '}' > "$tests/PlantedTest.java"
    reject "$law" "llocate" -f $dir/pom.xml test
fi

# --- Form
law="an unformatted file"
if wanted "$law"; then
    plugin
    class "" "  public int answer() { return 42; }"
    reject "$law" "spotless:apply" -f $dir/pom.xml validate
fi
law="an unused import"
if wanted "$law"; then
    plugin
    class "import java.util.List;" "    public int answer() {
        return 42;
    }"
    reject "$law" "-import" -f $dir/pom.xml validate
fi
cap "a method of 41 lines" "41 lines, 40 are allowed" "    public void work() {
$(repeat 39 '        hashCode();')
    }"
cap "a file of 401 lines" "401 lines, 400 are allowed" "$(i=0; while [ $i -lt 396 ]; do printf '    int f%d;\n' $i; i=$((i + 1)); done)"
cap "seven parameters" "7 parameters, 6 are allowed" "    public int work(int a, int b, int c, int d, int e, int f, int g) {
        return 42;
    }"
cap "a try nested three deep" "A try within a try within a try" "    public void work() {
        try {
            try {
                try {
                    hashCode();
                } finally {
                    hashCode();
                }
            } finally {
                hashCode();
            }
        } finally {
            hashCode();
        }
    }"
cap "nesting deeper than 3" "Nesting deeper than 3" "    public void work(int size) {
        if (size > 1) {
            for (int i = 0; i < size; i++) {
                while (size > i) {
                    if (size > 2) {
                        hashCode();
                    }
                }
            }
        }
    }"
cap "a TODO without its issue" "A TODO names its issue" "    // TODO later
    public int answer() {
        return 42;
    }"
law="a warning"
if wanted "$law"; then
    plugin
    class "import java.util.List;" "    public int work(List paths) {
        return paths.size();
    }"
    reject "$law" "warnings found and -Werror specified" -f $dir/pom.xml compile
fi

# --- Features
law="a feature that does not resolve"
if wanted "$law" && [ -f "$tree/features/pom.xml" ]; then
    xml=$tree/features/src/main/feature/feature.xml
    cp "$xml" "$copy/feature.xml"
    sed -i '/<feature dependency="true">shell<\/feature>/d' "$xml"
    reject "$law" "missing requirement" -f features/pom.xml verify
    cp "$copy/feature.xml" "$xml"
fi
law="a third-party bundle nobody listed"
if wanted "$law" && [ -f "$tree/features/bundles.txt" ]; then
    sed -i '1d' "$tree/features/bundles.txt"
    reject "$law" "are not those of features/bundles.txt" -f karaf-distribution/client/pom.xml verify
fi

[ $count -gt 0 ] || { echo "No law matches \"$pattern\"." >&2; exit 2; }
exit $failed
