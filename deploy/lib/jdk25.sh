# shellcheck shell=sh
# Finds a JDK 25. Every script of GridAuthz that starts Java reads this file:
#
#     . deploy/lib/jdk25.sh
#     need_jdk25 || exit 2       # JAVA_HOME is exported, or one line on stderr says what to install
#
# Nothing is downloaded and no Java is started: a JDK says its version in the text file `release`.

is_jdk25() { # DIRECTORY
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[".+]' "$1/release"
}

# Looks at JAVA_HOME first, then at `java` on the path, then where distributions and common tools put JDKs.
find_jdk25() {
    if [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME"; then
        export JAVA_HOME
        return 0
    fi
    jdk25_java=$(command -v java 2>/dev/null) || jdk25_java=
    [ -z "$jdk25_java" ] || jdk25_java=$(readlink -f "$jdk25_java" 2>/dev/null) || jdk25_java=
    for jdk25_home in "${jdk25_java%/bin/java}" \
        /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$jdk25_home" ] && is_jdk25 "$jdk25_home"; then
            JAVA_HOME=$jdk25_home
            export JAVA_HOME
            return 0
        fi
    done
    return 1
}

# One line: the command that installs a JDK 25 on this system. OS_RELEASE is there for the tests.
jdk25_command() {
    jdk25_sudo='sudo '
    [ "$(id -u)" != 0 ] || jdk25_sudo=
    # shellcheck source=/dev/null
    jdk25_id=$( (. "${OS_RELEASE:-/etc/os-release}" && echo "${ID:-} ${ID_LIKE:-}") 2>/dev/null) || jdk25_id=
    [ "$(uname -s)" != Darwin ] || jdk25_id=macos
    case " $jdk25_id " in
    *" debian "* | *" ubuntu "*)
        for jdk25_package in openjdk-25-jdk-headless temurin-25-jdk; do
            if apt-cache show "$jdk25_package" 2>/dev/null | grep -q '^Package:'; then
                echo "${jdk25_sudo}apt-get install -y $jdk25_package"
                return
            fi
        done
        # No JDK 25 in this release: Eclipse Temurin's own archive has one for every supported release.
        # shellcheck source=/dev/null
        jdk25_codename=$( (. "${OS_RELEASE:-/etc/os-release}" && echo "${VERSION_CODENAME:-bookworm}") 2>/dev/null)
        echo "curl -fsSL https://packages.adoptium.net/artifactory/api/gpg/key/public | ${jdk25_sudo}tee /etc/apt/trusted.gpg.d/adoptium.asc >/dev/null && echo 'deb https://packages.adoptium.net/artifactory/deb $jdk25_codename main' | ${jdk25_sudo}tee /etc/apt/sources.list.d/adoptium.list && ${jdk25_sudo}apt-get update && ${jdk25_sudo}apt-get install -y temurin-25-jdk"
        ;;
    *" fedora "* | *" rhel "* | *" centos "*) echo "${jdk25_sudo}dnf install -y java-25-openjdk-devel" ;;
    *" suse "* | *" opensuse "*) echo "${jdk25_sudo}zypper install -y java-25-openjdk-devel" ;;
    *" arch "*) echo "${jdk25_sudo}pacman -S jdk25-openjdk" ;;
    *" alpine "*) echo "${jdk25_sudo}apk add openjdk25" ;;
    *macos*) echo "brew install --cask temurin@25" ;;
    *) echo "a JDK 25 from https://adoptium.net/temurin/releases/?version=25, and JAVA_HOME naming its folder" ;;
    esac
}

need_jdk25() {
    find_jdk25 && return 0
    echo "GridAuthz needs a JDK 25 and found none. To install it: $(jdk25_command)" >&2
    return 2
}
