package org.gridauthz.loadtest.tsunami;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.loadtest.load.Asked;

/** Requests made beforehand, handed from one process to another in a file. */
final class Requests {
    private Requests() {}

    static Path write(Path file, List<Asked> requests) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(requests.size());
            for (Asked one : requests) {
                out.writeInt(one.request().length);
                out.write(one.request());
                out.writeInt(one.status());
                out.writeUTF(one.expected());
            }
        }
        return file;
    }

    static List<Asked> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            List<Asked> requests = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] bytes = in.readNBytes(in.readInt());
                requests.add(new Asked(bytes, in.readInt(), in.readUTF()));
            }
            return List.copyOf(requests);
        }
    }
}
