package org.gridauthz.community.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.community.Communities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommunitiesFileTest {
    @TempDir
    Path directory;

    @Test
    void aChangeIsInForceAndABadFileChangesNothing() throws Exception {
        Path path = directory.resolve("communities.yaml");
        Files.writeString(path, "format: 1\ncommunities: [{name: a}]\n");
        List<Communities> told = new ArrayList<>();
        CommunitiesFile file = new CommunitiesFile(path, told::add);
        assertThat(file.look()).isFalse();
        assertThat(told).isEmpty();

        Files.writeString(path, "format: 1\ncommunities: [{name: a, weight: 7}]\n");
        assertThat(file.look()).isTrue();
        assertThat(told).containsExactly(file.current());
        assertThat(file.current().all().getFirst().weight()).isEqualTo(7);

        Files.writeString(path, "format: 1\ncommunities: [{name: a, weight: no}]\n");
        assertThat(file.look()).isFalse();
        assertThat(file.current().all().getFirst().weight()).isEqualTo(7);
        assertThat(file.alarm()).contains("line 2: weight");

        Files.delete(path);
        assertThat(file.look()).isFalse();
        assertThat(file.alarm()).contains("cannot be read");
        assertThat(file.current().all().getFirst().weight()).isEqualTo(7);

        Files.writeString(path, "format: 1\ncommunities: [{name: a, weight: 7}]\n");
        assertThat(file.look()).isFalse();
        assertThat(file.alarm()).isNull();
    }

    @Test
    void atTheStartABadFileIsAnError() throws Exception {
        Path path = directory.resolve("communities.yaml");
        assertThatIllegalArgumentException().isThrownBy(() -> new CommunitiesFile(path, any -> {}));
        Files.writeString(path, "format: 1\nx: 1\ny: 2\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommunitiesFile(path, any -> {}))
                .withMessageContaining("line 2: x: unknown field; line 3: y: unknown field");
    }
}
