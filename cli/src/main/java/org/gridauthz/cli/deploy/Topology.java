package org.gridauthz.cli.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A site: its hosts, what runs on them, and by which addresses it is reached.
 *
 * @param network all hosts and virtual addresses, as CIDR
 * @param callers networks whose hosts may call the services
 * @param interfaceName of every host in that network
 * @param director what spreads calls over the instances
 * @param directors hosts that do so, the active one first
 * @param hosts name to address
 * @param monitoring hosts that may read metrics
 */
record Topology(
        String site,
        String domain,
        String network,
        List<String> callers,
        String interfaceName,
        Director director,
        int virtualRouter,
        List<String> directors,
        List<String> monitoring,
        Map<String, String> hosts,
        Database database,
        List<Partition> partitions) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** IPVS forwards packets and the service sees its caller's address; HAProxy forwards streams and needs no kernel module. */
    enum Director {
        IPVS,
        HAPROXY
    }

    enum Service {
        GUMS,
        SAZ,
        VOMS
    }

    /**
     * Group Replication.
     *
     * @param group its UUID
     * @param members hosts with a data copy, three or more
     */
    record Database(String name, String group, int port, int groupPort, List<String> members) {
        Database {
            members = copy(members);
        }
    }

    /**
     * Instances of one service behind one virtual address.
     *
     * @param virtual the address callers use
     * @param port where, and where instances listen
     * @param adminPort of the listener for administrators; 0 for none of its own
     * @param managementPort for directors and Prometheus
     * @param voPorts those of an attribute authority, one a VO, behind the same address
     */
    record Partition(
            String name,
            Service service,
            String virtual,
            int port,
            int adminPort,
            int managementPort,
            List<Integer> voPorts,
            List<String> hosts) {
        Partition {
            voPorts = copy(voPorts);
            hosts = copy(hosts);
        }

        /** Where callers may come: its own port first. */
        List<Integer> callerPorts() {
            List<Integer> ports = new ArrayList<>(List.of(port));
            ports.addAll(voPorts);
            return ports;
        }
    }

    /** @throws DeployMistakes with all that is wrong */
    Topology {
        callers = copy(callers);
        directors = copy(directors);
        monitoring = copy(monitoring);
        partitions = copy(partitions);
        hosts = hosts == null ? Map.of() : hosts;
        List<String> mistakes = new ArrayList<>();
        if (database == null || director == null || site == null || domain == null || network == null) {
            throw new DeployMistakes(List.of("site, domain, network, director and database must be given"));
        }
        hosts.forEach((name, address) -> {
            require(NAME.matcher(name).matches(), "not a host name: " + name, mistakes);
            require(ADDRESS.matcher(address).matches(), name + ": not an IPv4 address: " + address, mistakes);
        });
        require(new HashSet<>(hosts.values()).size() == hosts.size(), "two hosts have one address", mistakes);
        require(
                database.members.size() >= 3,
                "Group Replication needs three members: of two, one death stops the other",
                mistakes);
        require(directors.size() >= 2, "one director is a single point of failure", mistakes);
        for (String host : all(directors, monitoring, database.members)) {
            require(hosts.containsKey(host), "unknown host: " + host, mistakes);
        }
        check(partitions, hosts, mistakes);
        if (!mistakes.isEmpty()) {
            throw new DeployMistakes(mistakes);
        }
    }

    private static void check(List<Partition> partitions, Map<String, String> hosts, List<String> mistakes) {
        Set<String> names = new HashSet<>();
        Set<String> fronts = new HashSet<>();
        Map<String, String> ports = new HashMap<>();
        for (Partition partition : partitions) {
            String name = partition.name;
            require(NAME.matcher(name).matches() && names.add(name), "not a name, or there twice: " + name, mistakes);
            require(
                    ADDRESS.matcher(partition.virtual).matches(),
                    name + ": not an address: " + partition.virtual,
                    mistakes);
            for (int port : partition.callerPorts()) {
                require(
                        fronts.add(partition.virtual + ":" + port),
                        name + ": its virtual address and port are another's",
                        mistakes);
            }
            require(partition.hosts.size() >= 2, name + ": one instance is a single point of failure", mistakes);
            for (String host : partition.hosts) {
                require(hosts.containsKey(host), name + ": unknown host: " + host, mistakes);
                List<Integer> taken = new ArrayList<>(partition.callerPorts());
                taken.addAll(List.of(partition.adminPort, partition.managementPort));
                for (int port : taken) {
                    String other = port == 0 ? null : ports.put(host + ":" + port, name);
                    require(
                            other == null,
                            name + ": port " + port + " of " + host + " is also that of " + other,
                            mistakes);
                }
            }
        }
    }

    private static void require(boolean holds, String mistake, List<String> mistakes) {
        if (!holds) {
            mistakes.add(mistake);
        }
    }

    @SafeVarargs
    private static List<String> all(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    /** A list that is missing in the document is empty. */
    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** The partitions with an instance on a host. */
    List<Partition> on(String host) {
        return partitions.stream()
                .filter(partition -> partition.hosts.contains(host))
                .toList();
    }

    /** The members as an instance on a host should try them: its own first, the others from there on, so that not all fall on one. */
    List<String> membersFrom(String host) {
        int start = database.members.indexOf(host);
        int from = start < 0 ? Math.floorMod(host.hashCode(), database.members.size()) : start;
        List<String> ordered = new ArrayList<>(database.members.subList(from, database.members.size()));
        ordered.addAll(database.members.subList(0, from));
        return ordered;
    }
}
