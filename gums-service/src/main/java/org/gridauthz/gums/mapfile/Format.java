package org.gridauthz.gums.mapfile;

import java.io.IOException;

/** How one kind of file is written: line by line, ended by {@code \n}, nothing held but what must not repeat. */
@FunctionalInterface
interface Format {
    void write(Scene scene, Appendable out) throws IOException;
}
