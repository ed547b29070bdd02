/**
 * Argus' own protocol, as its thin clients speak it to a PEP daemon: one Hessian 1.0 value each way, in base64. A reader and a
 * writer for exactly the types of that protocol; a type name from the wire is compared with a list and never made into anything
 * but a map.
 */
@NullMarked
package org.gridauthz.argus;

import org.jspecify.annotations.NullMarked;
