# Sourced by the commands of loadtest/, at the root of the checkout: builds what changed and runs a main class of it. With LOADTEST_CLASSPATH
# nothing is built: it is all there.
# shellcheck shell=bash
# shellcheck source=deploy/lib/jdk25.sh
. deploy/lib/jdk25.sh

loadtest_java() { # MAIN ARGUMENT…
    need_jdk25 || exit 2
    if [ -z "${LOADTEST_CLASSPATH:-}" ]; then
        ./mvnw -q -B -pl loadtest -am -Dspotless.check.skip=true process-classes
        LOADTEST_CLASSPATH="loadtest/target/classes:$(cat loadtest/target/classpath)"
    fi
    exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$LOADTEST_CLASSPATH" "$@"
}
