package org.gridauthz.changes.instances;

import java.util.List;

/** All running processes, as the database knows them. Failures are unchecked exceptions. */
public interface Instances {
    /** Those removed by hand included. */
    List<Instance> all();
}
