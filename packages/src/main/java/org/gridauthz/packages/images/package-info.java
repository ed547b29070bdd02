/** Makes the container images out of what the packages have laid out, by Jib: no engine, no registry and no base image is asked. */
@NullMarked
package org.gridauthz.packages.images;

import org.jspecify.annotations.NullMarked;
